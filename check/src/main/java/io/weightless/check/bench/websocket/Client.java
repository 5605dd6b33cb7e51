package io.weightless.check.bench.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One connection that has at most one message of its own on its way.
final class Client {
  private final SocketChannel channel;
  private final SelectionKey key;

  /// Up to its position it has been sent.
  private final ByteBuffer message;

  /// Up to its position it has come.
  private final ByteBuffer answer;

  /// @param key for reading
  /// @param message its bytes are shared with others, as are those of `answer`
  Client(SocketChannel channel, SelectionKey key, ByteBuffer message, ByteBuffer answer) {
    this.channel = channel;
    this.key = key;
    this.message = message.duplicate();
    this.answer = answer.duplicate();
  }

  /// Begins to send the message, which [#write] goes on with.
  void send() throws IOException {
    message.clear();
    write();
  }

  /// Sends as much as there is room for.
  void write() throws IOException {
    channel.write(message);
    int interest =
        message.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ;
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
  }

  /// Reads what has come, at most to the end of the answer.
  ///
  /// @param into as large as an answer
  /// @return whether that is here
  boolean read(ByteBuffer into) throws IOException {
    into.clear().limit(answer.remaining());
    int count = channel.read(into);
    if (count < 0) {
      throw new EOFException("the server has hung up");
    }
    answer.limit(answer.position() + count);
    if (!answer.equals(into.flip())) {
      throw new IOException("something else came than what was sent");
    }
    answer.position(answer.limit()).limit(answer.capacity());
    if (answer.hasRemaining()) {
      return false;
    }
    answer.clear();
    return true;
  }

  /// So that its port is free at once.
  void reset() throws IOException {
    channel.close();
  }
}
