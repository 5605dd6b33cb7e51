package io.weightless.net.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a server of a test answers, written byte by byte.
final class Reply {
  private int id;
  private int flags = 0x8180;
  private @Nullable Question question;
  private final List<ByteBuffer> answers = new ArrayList<>();
  private final List<ByteBuffer> authorities = new ArrayList<>();
  private final List<ByteBuffer> others = new ArrayList<>();

  /// @param query as it came over the wire
  static Reply to(ByteBuffer query) {
    try {
      Message asked = Message.read(query.duplicate(), false);
      return new Reply(asked.id(), Objects.requireNonNull(asked.question()));
    } catch (MalformedMessage e) {
      throw new AssertionError(e);
    }
  }

  Reply(int id, Question question) {
    this.id = id;
    this.question = question;
  }

  Question question() {
    return Objects.requireNonNull(question);
  }

  Reply id(int other) {
    id = other;
    return this;
  }

  Reply question(@Nullable Question other) {
    question = other;
    return this;
  }

  Reply code(int code) {
    flags = (flags & ~0xf) | code;
    return this;
  }

  Reply cut() {
    flags |= 0x200;
    return this;
  }

  /// For the name that was asked.
  Reply host(String address, int seconds) {
    return host(question().name().toString(), address, seconds);
  }

  Reply host(String owner, String address, int seconds) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    RecordType type = bytes.length == 4 ? RecordType.A : RecordType.AAAA;
    return answer(owner, type, seconds, bytes);
  }

  Reply alias(String owner, String target, int seconds) {
    return answer(owner, RecordType.CNAME, seconds, name(target));
  }

  Reply text(String... parts) {
    ByteBuffer data = ByteBuffer.allocate(60_000);
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      data.put((byte) bytes.length).put(bytes);
    }
    return answer(question().name().toString(), RecordType.TXT, 60, rest(data));
  }

  Reply service(int priority, int weight, int port, String target) {
    ByteBuffer data = ByteBuffer.allocate(300);
    data.putShort((short) priority).putShort((short) weight).putShort((short) port);
    data.put(name(target));
    return answer(question().name().toString(), RecordType.SRV, 60, rest(data));
  }

  Reply answer(String owner, RecordType type, int seconds, byte[] data) {
    answers.add(record(owner, type.code(), 1, seconds, data));
    return this;
  }

  Reply authority(String zone, int seconds, int minimum) {
    ByteBuffer data = ByteBuffer.allocate(600);
    data.put(name("ns." + zone)).put(name("root." + zone));
    data.putInt(1).putInt(2).putInt(3).putInt(4).putInt(minimum);
    authorities.add(record(zone, RecordType.SOA.code(), 1, seconds, rest(data)));
    return this;
  }

  /// In the part that nobody asked for.
  Reply besides(String owner, String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    others.add(record(owner, RecordType.A.code(), 1, 60, bytes));
    return this;
  }

  /// What EDNS adds.
  Reply extension(int highCode) {
    others.add(record(".", Query.OPT, 1_232, highCode << 24, new byte[0]));
    return this;
  }

  static ByteBuffer record(String owner, int type, int group, int seconds, byte[] data) {
    ByteBuffer bytes = ByteBuffer.allocate(300 + data.length);
    bytes.put(name(owner)).putShort((short) type).putShort((short) group);
    return bytes.putInt(seconds).putShort((short) data.length).put(data).flip();
  }

  static byte[] name(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(DomainName.MAX_BYTES);
    DomainName.parse(text).writeTo(bytes);
    return rest(bytes);
  }

  private static byte[] rest(ByteBuffer written) {
    byte[] bytes = new byte[written.position()];
    written.flip().get(bytes);
    return bytes;
  }

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(65_535);
    bytes.putShort((short) id).putShort((short) flags);
    bytes.putShort((short) (question == null ? 0 : 1)).putShort((short) answers.size());
    bytes.putShort((short) authorities.size()).putShort((short) others.size());
    if (question != null) {
      question.name().writeTo(bytes);
      bytes.putShort((short) question.type().code()).putShort((short) 1);
    }
    answers.forEach(record -> bytes.put(record.duplicate()));
    authorities.forEach(record -> bytes.put(record.duplicate()));
    others.forEach(record -> bytes.put(record.duplicate()));
    return bytes.flip();
  }
}
