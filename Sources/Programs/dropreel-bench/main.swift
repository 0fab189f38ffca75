import Glibc

// `dropreel-bench intake`, `latency`, `line`, `voices` or `documents`: measures the programs that lie beside it, and ends with lines that begin with "figure".
exit(await Bench.run(Array(CommandLine.arguments.dropFirst())))
