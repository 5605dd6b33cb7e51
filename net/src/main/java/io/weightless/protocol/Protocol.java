package io.weightless.protocol;

import io.weightless.net.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What one connection does: it is called when something happens to it.
///
/// - **Order**: [#connected], any number of [#received], at most one [#inputEnded], at most one
///   [#outputClosed] anywhere between those; and [#lost], exactly once and last. None is called
///   from within another, nor from within a method of the [Transport].
/// - **Waits**: never. A callback that tries fails with an `IllegalStateException`: it holds up the
///   connection, and what has to wait belongs into a task.
/// - **Failing**: what a callback throws aborts the connection. When [#lost] was told, it is thrown
///   from [Protocols#run] and by the task of [Protocols#connect]; a [ProtocolServer] goes on
///   without the connection, and gives it to [io.weightless.reactor.Reactor#onFailure].
///
/// From Twisted's `IProtocol` and `IHalfCloseableProtocol`.
public interface Protocol {
  /// The connection is there.
  void connected(Transport transport) throws Exception;

  /// Bytes came in, at least one.
  ///
  /// @param bytes lent until it returns; what it leaves in there is gone
  void received(ByteBuffer bytes) throws Exception;

  /// The peer has closed its output: nothing will be received any more.
  ///
  /// @return whether to go on writing, half-open; then it is for the protocol to
  ///   [lose][Transport#loseConnection] the connection, or to [close its
  ///   output][Transport#closeOutput]: when both directions have ended, it is lost. With false, the
  ///   default, its producer is stopped, and the connection is lost behind what was written
  default boolean inputEnded() throws Exception {
    return false;
  }

  /// The peer was told the end that [Transport#closeOutput] asked for, behind all that was written.
  default void outputClosed() throws Exception {}

  /// It is over: the transport does nothing any more. Also called, alone, when a connection that
  /// was asked for could not be made.
  ///
  /// @param reason null when it ended in good order, with all that was written taken by the system;
  ///   a [io.weightless.net.ClosedException] when this side aborted it, or its scope was cancelled;
  ///   an [OutputTooLong]; or what the world did, or an exception whose cause a callback has thrown
  void lost(@Nullable IOException reason) throws Exception;

  /// Makes a protocol for each connection that comes in.
  @FunctionalInterface
  interface Factory {
    /// One for the connection from `remote`; null refuses it: the peer sees a reset.
    @Nullable Protocol make(Address remote) throws Exception;
  }
}
