package io.weightless.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/// A byte connection in both directions, for the tasks of one reactor: at most one task reads and
/// one writes at a time.
///
/// A wait that is cancelled leaves the stream as it was: nothing that came in is lost, though part
/// of what was written may have left. Whoever has cancelled a write, half-way through a message,
/// most often wants [#reset].
///
/// - **Failing**: [ClosedException] when this side closed it; a [NetworkException] is the world's
///   doing. The messages of both name the peer.
public interface Stream extends Sink, AutoCloseable {
  /// The bytes that came in, at least one, or none at the end of the input.
  ///
  /// - **Waits**: until there are some; always a cancellation point.
  ///
  /// @return lent until the next read of this stream, its [#release], or its close by the task that
  ///   has read; a close by another task leaves it with the reader, for good
  /// @throws BusyException naming the peer, when another task waits in a read of it
  ByteBuffer read() throws IOException;

  /// Gives back what the last read lent, before the next one does: for those who will not read for
  /// a while. Does nothing when nothing is lent.
  ///
  /// - **Waits**: never.
  void release();

  /// Writes all that remains in `sources`, in their order, gathered into as few packets as the
  /// system likes.
  ///
  /// - **Waits**: until all of it is taken, which is as fast as the peer reads; always a
  ///   cancellation point.
  /// - **Failing**: a backend may take up to 16 KiB that it sends with the loop's next step. When
  ///   that fails, the next write tells, or else the read that would see the end. A close still
  ///   sends them, as long as the peer reads on, and gives up after half a minute.
  ///
  /// @throws BusyException naming the peer, when another task waits in a write of it
  @Override
  void write(ByteBuffer... sources) throws IOException;

  /// Moves all that comes in to `target`, until the end of the input. Where the system can, between
  /// two TCP connections and into files, the bytes do not enter this process (`splice`).
  ///
  /// The end is not passed on: most often [#closeOutput] of the target comes next.
  ///
  /// - **Waits**: for input, and for who takes it; always a cancellation point.
  /// - **Cancelled**, or failed by `target`: what came in and was not taken stays here, and is what
  ///   the next [#read] gives. (With a [tee][Sink#tee], what either of the two did not take.)
  ///
  /// @return how many bytes were moved
  /// @throws BusyException when another task reads from this, or writes to `target`
  long transferTo(Sink target) throws IOException;

  /// Writes `count` bytes of `file`, from `position` on. Where the system can, they go from file to
  /// connection without entering this process.
  ///
  /// - **Waits**: like [#write], and on Linux for the disk: of a part of 64 KiB and more, and of a
  ///   file that the system did not know when it was opened, it looks whether the system has it in
  ///   its cache, and else has it read there while others run. A shorter file, of which the system
  ///   has forgotten the content and not the name, holds the loop until the disk has answered; so
  ///   does every cold file with the `nio` backend.
  ///
  /// @throws IOException naming the file, when it ends before `count` bytes
  void transferFrom(FileSource file, long position, long count) throws IOException;

  /// How many bytes have been taken so far; also while a write waits, so it tells whether the peer
  /// reads.
  long written();

  /// Tells the peer that nothing more comes; reading goes on. Idempotent.
  ///
  /// - **Waits**: never.
  void closeOutput() throws IOException;

  /// Closes both directions; what was written still goes out, unless there is input that nobody has
  /// read: to that the system answers with a reset, which overtakes it. A task that waits in a read
  /// or write of it gets a [ClosedException]. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  void close();

  /// Closes it so that the peer sees a failure, not an end: what was not sent yet is thrown away.
  ///
  /// A Unix socket has no such thing: its peer reads what was sent, and then the end; or a failure,
  /// if there is input here that nobody has read.
  ///
  /// - **Waits**: never.
  void reset();

  /// This stream as a channel of the platform, for libraries that take one, or that take what
  /// [java.nio.channels.Channels] makes of it: an `InputStream`, a `Reader`, an `OutputStream`.
  ///
  /// Read through the channel or through the stream, not both: the channel keeps what it was not
  /// asked for yet. It is never half-open: closing it closes the stream.
  ///
  /// - **Waits**: like [#read] and [#write]; a write takes all.
  /// - **Failing**: as channels do: `ClosedChannelException` once the channel is closed,
  ///   `AsynchronousCloseException` for who waits when the stream is.
  /// - **Cost**: each byte that is read is copied once.
  default ByteChannel channel() {
    return new StreamChannel(this);
  }

  /// Of this end. Who connects a Unix socket, or a place in memory, has no name of his own there,
  /// and goes by that of the other end.
  Address local();

  /// Of the other end, as [#local].
  Address remote();
}
