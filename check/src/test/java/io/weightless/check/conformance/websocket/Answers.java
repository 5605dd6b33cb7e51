package io.weightless.check.conformance.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Reads what a server sends after the handshake, as strictly as RFC 6455 allows.
final class Answers {
  private final DataInputStream in;
  private final @Nullable Inflation inflation;
  private boolean isClosed;
  private boolean isReset;
  private int fragmentOpcode;
  private boolean isCompressed;
  private StringBuilder message = new StringBuilder();
  private boolean isInside;

  /// @param inflation null if nothing may be compressed
  Answers(InputStream in, @Nullable Inflation inflation) {
    this.in = new DataInputStream(in);
    this.inflation = inflation;
  }

  /// The next message or control frame; null when the server has hung up.
  @Nullable Event next() throws IOException {
    try {
      Event event = null;
      while (event == null) {
        int first = in.read();
        if (first < 0) {
          return null;
        }
        event = event(first);
      }
      return event;
    } catch (SocketException | SSLException _) {
      isReset = true;
      return null;
    } catch (EOFException _) {
      throw new AssertionError("5.2 the connection ended within a frame");
    }
  }

  /// Whether it hung up in the rude way.
  boolean isReset() {
    return isReset;
  }

  private @Nullable Event event(int first) throws IOException {
    assertThat(isClosed).as("5.5.1 a frame behind the close: %02x", first).isFalse();
    int opcode = first & 0xf;
    boolean isFinal = (first & Frame.FINAL) != 0;
    String payload = payload();
    assertThat(first & 0x30).as("5.2 reserved bits of %02x", first).isZero();
    if (opcode >= Frame.CLOSE) {
      assertThat(isFinal).as("5.5 a control frame is whole").isTrue();
      assertThat(first & Frame.RSV1).as("7692-6.1 a control frame is not compressed").isZero();
      return control(opcode, payload);
    }
    assertThat(opcode == Frame.CONTINUATION).as("5.4 opcode %d", opcode).isEqualTo(isInside);
    if (isInside) {
      assertThat(first & Frame.RSV1).as("7692-6.1 RSV1 is in the first frame").isZero();
    } else {
      fragmentOpcode = opcode;
      isCompressed = (first & Frame.RSV1) != 0;
      assertThat(isCompressed && inflation == null).as("5.2 RSV1").isFalse();
    }
    isInside = !isFinal;
    if (isFinal && message.isEmpty()) {
      return whole(payload);
    }
    message.append(payload);
    return isFinal ? whole(taken()) : null;
  }

  private String taken() {
    String all = message.toString();
    message = new StringBuilder();
    return all;
  }

  private Event whole(String payload) {
    String content = isCompressed && inflation != null ? inflation.message(payload) : payload;
    if (fragmentOpcode == Frame.TEXT) {
      assertThat(Octets.isUtf8(content)).as("5.6 a text is UTF-8").isTrue();
    }
    return new Event(fragmentOpcode, content);
  }

  private Event control(int opcode, String payload) {
    assertThat(payload.length()).as("5.5 a control frame is short").isLessThanOrEqualTo(125);
    assertThat(opcode).as("5.2 an opcode").isBetween(Frame.CLOSE, Frame.PONG);
    if (opcode == Frame.CLOSE) {
      isClosed = true;
      assertThat(payload.length()).as("5.5.1 the length of a close").isNotEqualTo(1);
      assertThat(payload.length() < 2 || Octets.isUtf8(payload.substring(2))).isTrue();
    }
    return new Event(opcode, payload);
  }

  private String payload() throws IOException {
    int second = in.readUnsignedByte();
    assertThat(second & Frame.MASKED).as("5.1 a server's frame has no mask").isZero();
    long length = second;
    if (second == 126) {
      length = in.readUnsignedShort();
      assertThat(length).as("5.2 the shortest form").isGreaterThan(125);
    } else if (second == 127) {
      length = in.readLong();
      assertThat(length).as("5.2 the shortest form").isGreaterThan(0xffff);
    }
    byte[] octets = new byte[Math.toIntExact(length)];
    in.readFully(octets);
    return Octets.of(octets);
  }
}
