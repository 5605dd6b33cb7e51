package io.weightless.check.conformance.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/// What a client compresses as was agreed on (RFC 7692, section 7.2.1).
final class Compression implements AutoCloseable {
  private static final int TAIL = 4;

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final Agreement agreement;
  private final int window;

  /// Since it last forgot all.
  private int taken;

  Compression(Agreement agreement) {
    this.agreement = agreement;
    this.window = 1 << agreement.clientBits();
  }

  /// Writes the frames of a message, with so many octets in each.
  void write(OutputStream out, int opcode, String message, int fragment) throws IOException {
    String octets = compressed(message);
    int at = 0;
    do {
      int end = (int) Math.min(octets.length(), (long) at + fragment);
      Frame frame = Frame.of(at == 0 ? opcode : Frame.CONTINUATION, octets.substring(at, end));
      frame = at == 0 ? frame.reserved(4) : frame;
      (end == octets.length() ? frame : frame.unfinished()).writeTo(out);
      at = end;
    } while (at < octets.length());
  }

  private String compressed(String message) {
    if (agreement.isClientReset()) {
      deflater.reset();
      taken = 0;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < message.length()) {
      int length = Math.min(window - taken, message.length() - at);
      deflater.setInput(Octets.bytes(message.substring(at, at + length)));
      at += length;
      taken = (taken + length) % window;
      boolean forgets = taken == 0 && agreement.clientBits() < 15;
      drain(out, forgets ? Deflater.FULL_FLUSH : Deflater.NO_FLUSH);
    }
    drain(out, Deflater.SYNC_FLUSH);
    String octets = Octets.of(out.toByteArray());
    return octets.isEmpty() ? "\0" : octets.substring(0, octets.length() - TAIL);
  }

  private void drain(ByteArrayOutputStream out, int mode) {
    byte[] part = new byte[8192];
    int n;
    do {
      n = deflater.deflate(part, 0, part.length, mode);
      out.write(part, 0, n);
    } while (n == part.length);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
