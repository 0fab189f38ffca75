import Glibc
import Stages

exit(Worker.run(Array(CommandLine.arguments.dropFirst()), environment: Worker.environment()))
