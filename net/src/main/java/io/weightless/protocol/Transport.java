package io.weightless.protocol;

import io.weightless.net.Address;
import java.nio.ByteBuffer;

/// The connection of a [Protocol].
///
/// It is a [Consumer] of what is written to the peer, and a [PushProducer] of what the peer sends,
/// so that two of them can be joined: `there.registerProducer(here)` has `here` stop reading while
/// `there` has more than it should. In the stream's own words a task's write would wait.
///
/// - **Waits**: never, in none of its methods; and none calls the protocol.
/// - **Runs on**: its reactor, in tasks and callbacks; others are refused.
/// - **After the loss** of the connection all its methods do nothing, for whoever is called back
///   later can't know: they need no asking before.
///
/// From Twisted's `ITransport`, `ITCPTransport` and `IHalfCloseableDescriptor`.
public interface Transport extends Consumer, PushProducer {
  /// Writes behind all that was written before. What is written in one turn goes out together.
  ///
  /// After [#loseConnection] and [#closeOutput] it is thrown away, unless there is a producer that
  /// still has to finish.
  ///
  /// - **Limit**: [Limits#waiting] bytes that the stream has not taken. With more the connection is
  ///   aborted, and lost with an [OutputTooLong]; a producer is how not to get there.
  /// - **Cost**: each byte is copied once.
  @Override
  void write(ByteBuffer... sources);

  /// Closes the connection when all that was written has been taken by the system, and the
  /// registered producer, if there is one, has unregistered itself. What comes in until then is
  /// thrown away; what comes behind that makes a reset of the end, as a [stream's
  /// close][io.weightless.net.Stream#close] does. Idempotent.
  ///
  /// A peer that does not read holds that up for ever: [#abort] it when you have waited enough.
  void loseConnection();

  /// Closes the connection now, so that the peer sees a failure; what waits to be written is thrown
  /// away. Idempotent.
  void abort();

  /// Tells the peer that nothing more comes, when all that was written has been taken, and the
  /// registered producer has unregistered itself. Reading goes on. Idempotent.
  void closeOutput();

  /// Stops calling [Protocol#received] and [Protocol#inputEnded] at once: when the system's buffers
  /// are full, the peer has to wait.
  @Override
  void pauseProducing();

  /// Goes on with that.
  @Override
  void resumeProducing();

  /// The same as [#loseConnection].
  @Override
  void stopProducing();

  Address local();

  Address remote();
}
