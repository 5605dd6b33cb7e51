package io.weightless.net.process;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Starts processes: `Reactor.current().service(Processes.class)`.
public interface Processes {
  /// What [#run] takes of each of the two streams.
  int OUTPUT_BYTES = 1024 * 1024;

  /// Starts a process, in a group of its own, with no descriptor of this one but those that
  /// `command` names, and no signal blocked or ignored.
  ///
  /// A group of its own is none of the terminal's: Ctrl-C does not reach it, and it is stopped when
  /// it reads from an inherited terminal.
  ///
  /// - **Waits**: never; it holds the loop until the system has made it, a millisecond or so.
  ///
  /// @throws ProcessException saying in one line why there is none
  Process start(Command command) throws IOException;

  /// Runs `command` to its end, with nothing to read, and gives what it has written.
  ///
  /// @throws ProcessException when there is no process, or one with more than [#OUTPUT_BYTES] of
  ///   output or errors, which is killed. That it has failed is told by [Completed#checkSuccess]
  default Completed run(Command command) throws IOException {
    return run(command, OUTPUT_BYTES, ByteBuffer.allocate(0));
  }

  /// The same with `input` to read, which may be more than it reads.
  ///
  /// - **Waits**: until it has ended, and nobody has its output open.
  /// - **Cancelled**: it is ended, as by [Process#close].
  ///
  /// @param most bytes of output, and of errors
  default Completed run(Command command, int most, ByteBuffer input) throws IOException {
    try (Process process = start(command)) {
      return new Conversation(command, process, most).run(input);
    }
  }
}
