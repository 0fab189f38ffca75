import Glibc

// `dropreel-bench` with the name of a bench (`Bench` has them all): measures the programs that lie beside it, and ends with lines that begin with "figure".
exit(await Bench.run(Array(CommandLine.arguments.dropFirst())))
