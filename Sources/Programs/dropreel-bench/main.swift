import Glibc

// `dropreel-bench intake`, `latency` or `line`: measures the programs that lie beside it, and ends with lines that begin with "figure".
exit(await Bench.run(Array(CommandLine.arguments.dropFirst())))
