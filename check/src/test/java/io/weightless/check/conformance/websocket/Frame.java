package io.weightless.check.conformance.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A frame of a client, right or wrong (RFC 6455, section 5.2).
///
/// @param first its first octet: the end of a message, reserved bits, opcode
/// @param payload an octet for each character
record Frame(int first, String payload, Form form, boolean isMasked) {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int FINAL = 0x80;
  static final int RSV1 = 0x40;
  static final int MASKED = 0x80;

  private static final int SHORT = 125;
  private static final int MEDIUM = 0xffff;

  /// How the length is written.
  enum Form {
    SHORTEST,
    TWO_OCTETS,
    EIGHT_OCTETS
  }

  /// One that ends a message.
  static Frame of(int opcode, String payload) {
    return new Frame(FINAL | opcode, payload, Form.SHORTEST, true);
  }

  static Frame text(String payload) {
    return of(TEXT, payload);
  }

  static Frame binary(String payload) {
    return of(BINARY, payload);
  }

  static Frame continuation(String payload) {
    return of(CONTINUATION, payload);
  }

  static Frame ping(String payload) {
    return of(PING, payload);
  }

  static Frame pong(String payload) {
    return of(PONG, payload);
  }

  static Frame close(int code, String reason) {
    return of(CLOSE, code(code) + reason);
  }

  /// A code as a close frame has it.
  static String code(int code) {
    return "" + (char) (code >> 8) + (char) (code & 0xff);
  }

  /// The same with more of its message to come.
  Frame unfinished() {
    return new Frame(first & ~FINAL, payload, form, isMasked);
  }

  /// @param bits 4 is RSV1, 2 is RSV2, 1 is RSV3
  Frame reserved(int bits) {
    return new Frame(first | (bits << 4), payload, form, isMasked);
  }

  Frame in(Form other) {
    return new Frame(first, payload, other, isMasked);
  }

  Frame unmasked() {
    return new Frame(first, payload, form, false);
  }

  int opcode() {
    return first & 0xf;
  }

  /// Whether it is part of a message.
  boolean isData() {
    return opcode() < CLOSE;
  }

  String octets() {
    return start(payload.length());
  }

  /// The head, and as much of the payload, though it says that there are `length` octets of it.
  String start(long length) {
    try {
      ByteArrayOutputStream octets = new ByteArrayOutputStream(payload.length() + 14);
      write(octets, length);
      return Octets.of(octets.toByteArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  void writeTo(OutputStream out) throws IOException {
    write(out, payload.length());
  }

  private void write(OutputStream out, long length) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.write(first);
    writeLength(data, length);
    byte[] octets = Octets.bytes(payload);
    if (isMasked) {
      int key = (payload.length() * 0x9e3779b1) ^ (first * 0x01010101);
      data.writeInt(key);
      for (int i = 0; i < octets.length; i++) {
        octets[i] ^= (byte) (key >> (24 - (i & 3) * 8));
      }
    }
    data.write(octets);
  }

  private void writeLength(DataOutputStream data, long length) throws IOException {
    int mask = isMasked ? MASKED : 0;
    if (form == Form.EIGHT_OCTETS || length > MEDIUM || length < 0) {
      data.write(mask | 127);
      data.writeLong(length);
    } else if (form == Form.TWO_OCTETS || length > SHORT) {
      data.write(mask | 126);
      data.writeShort((int) length);
    } else {
      data.write(mask | (int) length);
    }
  }
}
