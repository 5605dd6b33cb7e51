package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/// One question to one server: by a datagram, and when the answer does not fit into one, by a
/// stream.
///
/// Each has a socket of its own, so that the system picks its port, and an id by chance: who does
/// not see the question has to guess both to be believed (RFC 5452).
///
/// - **Waits**: until the server has answered; whoever asks has a deadline.
/// - **Limit**: so many datagrams that are no answer; then the server counts as one that can't be
///   understood.
record Exchange(Network network, QueryIds ids, Address server) {
  static final int MAX_WRONG = 100;

  /// @throws MalformedMessage when what came is no answer
  /// @throws IOException when the server can't be reached
  Message ask(Question question) throws IOException, MalformedMessage {
    Message answer = ask(question, true);
    boolean isTooNew =
        answer.code() == Message.FORMAT_ERROR || answer.code() == Message.NOT_IMPLEMENTED;
    return isTooNew ? ask(question, false) : answer; // RFC 6891, section 7
  }

  private Message ask(Question question, boolean isExtended) throws IOException, MalformedMessage {
    Query query = new Query(ids.next(), question, isExtended);
    Message answer = byDatagram(query);
    return answer.isCut() ? byStream(query) : answer;
  }

  private Message byDatagram(Query query) throws IOException, MalformedMessage {
    Address place = new Address(Scheme.UDP, server.host(), server.port(), TcpOptions.DEFAULTS);
    try (Datagrams datagrams = network.datagramsTo(place)) {
      datagrams.send(query.bytes());
      for (int i = 0; i < MAX_WRONG; i++) {
        Message message = read(datagrams.receive(), query);
        if (message != null) {
          return message;
        }
      }
    }
    throw new MalformedMessage(MAX_WRONG + " datagrams came that are no answer");
  }

  /// Null for what is no answer: somebody else may have sent it, to spoil the true one.
  private static @Nullable Message read(Datagram datagram, Query query) {
    try {
      return new MessageReader(datagram.bytes()).answer(query, datagram.isCut());
    } catch (MalformedMessage _) {
      return null;
    }
  }

  /// RFC 7766: a length of two bytes goes before each message.
  private Message byStream(Query query) throws IOException, MalformedMessage {
    try (Stream stream = network.connect(new Address(server.host(), server.port()))) {
      ByteBuffer bytes = query.bytes();
      stream.write(ByteBuffer.allocate(2).putShort((short) bytes.remaining()).flip(), bytes);
      ByteChannel in = stream.channel();
      int length = Short.toUnsignedInt(exactly(in, ByteBuffer.allocate(2)).getShort());
      ByteBuffer all = exactly(in, ByteBuffer.allocate(length));
      Message message = new MessageReader(all).answer(query, false);
      if (message == null || message.isCut()) {
        throw new MalformedMessage("it answers something else, or in part");
      }
      return message;
    }
  }

  private static ByteBuffer exactly(ByteChannel in, ByteBuffer target)
      throws IOException, MalformedMessage {
    while (target.hasRemaining()) {
      if (in.read(target) < 0) {
        throw new MalformedMessage("the stream ended within an answer");
      }
    }
    return target.flip();
  }
}
