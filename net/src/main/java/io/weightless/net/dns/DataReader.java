package io.weightless.net.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads what a record says, from the position of `bytes` to `end`, and not beyond. Names within
/// may point to what is before.
record DataReader(ByteBuffer bytes, WireNames names, int end) {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  RecordData data(RecordType type) throws MalformedMessage {
    RecordData data =
        switch (type) {
          case A -> host(IPV4_BYTES);
          case AAAA -> host(IPV6_BYTES);
          case CNAME -> new RecordData.Alias(name());
          case NS -> new RecordData.NameServer(name());
          case PTR -> new RecordData.Pointer(name());
          case MX -> new RecordData.Mail(unsigned16(), name());
          case SRV -> new RecordData.Service(unsigned16(), unsigned16(), unsigned16(), name());
          case SOA -> authority();
          case TXT -> text();
        };
    if (bytes.position() != end) {
      throw new MalformedMessage("a record of type " + type + " is not as long as it says");
    }
    return data;
  }

  private RecordData host(int length) throws MalformedMessage {
    if (end - bytes.position() != length) {
      throw new MalformedMessage("an address does not have " + length + " bytes");
    }
    byte[] address = new byte[length];
    bytes.get(address);
    try {
      return new RecordData.Host(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new AssertionError("the length is right", e);
    }
  }

  private RecordData authority() throws MalformedMessage {
    return new RecordData.Authority(
        name(), name(), unsigned32(), seconds(), seconds(), seconds(), seconds());
  }

  private RecordData text() throws MalformedMessage {
    List<String> parts = new ArrayList<>();
    while (bytes.position() < end) {
      byte[] part = new byte[Byte.toUnsignedInt(bytes.get())];
      if (part.length > end - bytes.position()) {
        throw new MalformedMessage("a text is longer than its record");
      }
      bytes.get(part);
      parts.add(new String(part, UTF_8));
    }
    return new RecordData.Text(parts);
  }

  private String name() throws MalformedMessage {
    return names.read().toString();
  }

  private int unsigned16() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  private long unsigned32() {
    return Integer.toUnsignedLong(bytes.getInt());
  }

  private Duration seconds() {
    return Duration.ofSeconds(unsigned32());
  }
}
