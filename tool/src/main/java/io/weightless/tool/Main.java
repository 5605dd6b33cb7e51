package io.weightless.tool;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// The `weightless` command: exit 0 when it did its job, 2 for a mistake of the user, 1 for a
/// failure at run time; either is told in one line on standard error, and only `--verbose` adds a
/// stack trace.
@Command(
    name = "weightless",
    description = "Network programs as straight-line code, on one event loop.",
    version = "weightless 0.1.0",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  weightless serve docs                 serve a directory on http://127.0.0.1:8080",
      "  weightless run examples/Hello.java    run a program with the right flags and class path",
      "  weightless simulate FILE.java         run a simulation from many seeds",
      "  weightless inspect 127.0.0.1:9000     look at what a program does"
    })
public final class Main {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Stack traces of failures, too.")
  private boolean verbose;

  private Main() {}

  public static void main(String[] arguments) {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s: %5$s%6$s%n");
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    Termination termination = new Termination();
    line.addSubcommand(new ServeCommand(termination, () -> main.verbose));
    line.addSubcommand(new ProxyCommand(termination, () -> main.verbose));
    line.addSubcommand(new CommandLine(new RunCommand()).setStopAtPositional(true));
    line.addSubcommand(new SimulateCommand(() -> main.verbose));
    line.addSubcommand(
        new CommandLine(new InspectCommand(termination)).setCaseInsensitiveEnumValuesAllowed(true));
    line.setParameterExceptionHandler(Main::mistake);
    line.setExecutionExceptionHandler((failure, command, _) -> main.failure(failure, command));
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    int status = line.execute(arguments);
    termination.done(status);
    return status;
  }

  private static int mistake(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + Voice.reason(mistake) + " (see " + name + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  private int failure(Exception failure, CommandLine command) {
    command
        .getErr()
        .println(command.getCommandSpec().qualifiedName() + ": " + Voice.reason(failure));
    if (verbose) {
      failure.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
