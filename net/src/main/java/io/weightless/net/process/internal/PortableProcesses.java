package io.weightless.net.process.internal;

import io.weightless.net.internal.Shared;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.net.process.Redirect;
import io.weightless.reactor.Reactor;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/// Processes as the JDK makes them: by a thread for each wait, read and write.
record PortableProcesses(Reactor reactor, Shared shared) implements Processes {
  @Override
  public Process start(Command command) throws IOException {
    reactor.checkOwner();
    Refusal.check(command);
    try {
      java.lang.Process made = builder(command).start();
      return new GroupProcess(reactor, shared, command, new PortableChild(command, made));
    } catch (IOException e) {
      throw Refusal.of(command, e);
    }
  }

  private static ProcessBuilder builder(Command command) {
    ProcessBuilder builder = new ProcessBuilder(command.words());
    if (command.directory() != null) {
      builder.directory(command.directory().toFile());
    }
    setVariables(builder.environment(), command);
    builder.redirectInput(redirect(command.input(), true));
    builder.redirectOutput(redirect(command.output(), false));
    if (command.errors().kind() == Redirect.Kind.MERGE) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(redirect(command.errors(), false));
    }
    return builder;
  }

  /// What is not changed stays as the JDK has found it, byte for byte.
  private static void setVariables(Map<String, String> variables, Command command) {
    if (!command.inheritsEnvironment()) {
      variables.clear();
    }
    variables.putAll(command.environment());
  }

  private static ProcessBuilder.Redirect redirect(Redirect redirect, boolean isInput) {
    File file = file(redirect);
    return switch (redirect.kind()) {
      case PIPE, MERGE -> ProcessBuilder.Redirect.PIPE;
      case INHERIT -> ProcessBuilder.Redirect.INHERIT;
      case NONE ->
          isInput
              ? ProcessBuilder.Redirect.from(new File("/dev/null"))
              : ProcessBuilder.Redirect.DISCARD;
      case READ -> ProcessBuilder.Redirect.from(file);
      case WRITE -> ProcessBuilder.Redirect.to(file);
      case APPEND -> ProcessBuilder.Redirect.appendTo(file);
    };
  }

  private static File file(Redirect redirect) {
    return redirect.file() == null ? new File("") : redirect.file().toFile();
  }
}
