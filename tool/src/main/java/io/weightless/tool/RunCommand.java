package io.weightless.tool;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weightless run PROGRAM`: runs a program in a JVM of its own, with the flags that the fast
/// engine needs and Weightless on the class path, also below the JDK's own HTTP server API: see
/// [ServerProvider]. Its exit status is the program's.
@Command(
    name = "run",
    description = "Runs a program with the right flags and Weightless on the class path.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  weightless run examples/Hello.java",
      "  weightless run app.jar --port 8081",
      "  weightless run com.example.Main          a class below the current directory",
      "  weightless run --class-path h2.jar examples/JsonApi.java"
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.java|JAR|CLASS", description = "The program.")
  private String program = "";

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Passed to the program.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = {"--class-path", "-cp"},
      paramLabel = "PATH",
      description = "Jars and directories that the program needs, too.")
  private String classPath = "";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    try {
      List<String> toRun = toRun();
      command.addAll(ServerProvider.flags(toRun.get(1)));
      command.addAll(toRun);
    } catch (Mistake e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(process)));
    return process.waitFor();
  }

  /// The part of the command line that names the program, behind the class path.
  private List<String> toRun() throws IOException, Mistake {
    String libraries = System.getProperty("java.class.path");
    if (!classPath.isEmpty()) {
      libraries = classPath + File.pathSeparator + libraries;
    }
    if (program.endsWith(".java")) {
      return List.of("-cp", libraries, ProgramFile.existing(program).toString());
    }
    if (program.endsWith(".jar")) {
      Path jar = ProgramFile.existing(program);
      return List.of("-cp", jar + File.pathSeparator + libraries, ProgramFile.mainClass(jar));
    }
    String file = program.replace('.', '/') + ".class";
    if (!Files.exists(Path.of(file)) && ClassLoader.getSystemResource(file) == null) {
      throw new Mistake("no such class below this directory: " + program);
    }
    return List.of("-cp", "." + File.pathSeparator + libraries, program);
  }

  /// Told to end, we tell the program, wait for it, and exit with its status.
  private static void end(Process process) {
    process.destroy();
    try {
      Runtime.getRuntime().halt(process.waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
