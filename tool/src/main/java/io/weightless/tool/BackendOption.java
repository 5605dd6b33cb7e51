package io.weightless.tool;

import io.weightless.reactor.Reactor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--backend`, of commands that open reactors.
final class BackendOption {
  @Option(
      names = "--backend",
      description = "uring, epoll or nio; by default the best that works here.")
  private @Nullable String name;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  Reactor open() {
    try {
      return name == null ? Reactor.open() : Reactor.open(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
