package io.weightless.protocol;

import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.reactor.Reactor;
import java.nio.ByteBuffer;

/// What is done with one process: it is called when something happens to it. In straight-line code
/// a [process][io.weightless.net.process.Process] has streams, and a wait for its end.
///
/// - **Order**: [#started], any number of [#outputReceived] and [#errorsReceived], [#outputEnded],
///   [#errorsEnded] and [#exited] once each in whichever order they come, and perhaps
///   [#inputEnded]; and [#ended], last. None is called from within another.
/// - **Waits**: never, as those of a [Protocol].
/// - **Failing**: what a callback throws ends the process, and is thrown from [#run].
///
/// From Twisted's `IProcessProtocol`.
public interface ProcessProtocol {
  /// It runs.
  void started(ProcessTransport transport) throws Exception;

  /// It has written to its standard output.
  ///
  /// @param bytes lent until it returns; what it leaves in there is gone
  void outputReceived(ByteBuffer bytes) throws Exception;

  /// It has written to its standard error. By default that is thrown away.
  default void errorsReceived(ByteBuffer bytes) throws Exception {}

  /// Nobody has its standard output any more.
  default void outputEnded() throws Exception {}

  /// Nobody has its standard error any more; also when it is not piped.
  default void errorsEnded() throws Exception {}

  /// It reads no more, or has been told that nothing more comes. Not called when it ends before.
  default void inputEnded() throws Exception {}

  /// It has ended; what it has written may still come.
  default void exited(Exit exit) throws Exception {}

  /// It has ended, and all that it has written was received.
  void ended(Exit exit) throws Exception;

  /// Runs `command`, and has `protocol` called for what happens.
  ///
  /// - **Waits**: until it has ended, and nobody has its output open.
  /// - **Cancelled**: it is ended as by [io.weightless.net.process.Process#close]; [#ended] is not
  ///   called.
  ///
  /// @param command whose input and output are pipes
  /// @throws io.weightless.net.process.ProcessException when it can't be started
  /// @throws Exception what a callback threw, as it is
  static Exit run(Command command, ProcessProtocol protocol) throws Exception {
    try (Process process = Reactor.current().service(Processes.class).start(command)) {
      return new ProcessConnection(command, process, protocol).run();
    }
  }
}
