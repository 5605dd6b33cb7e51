package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.Body;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes what a body sends.
final class Sent implements Body.Sink {
  private final StringBuilder text = new StringBuilder();

  private Sent() {}

  /// As Latin-1.
  static String by(Body body) throws Exception {
    Sent sent = new Sent();
    switch (body) {
      case Body.None _, Body.Tunnel _ -> {}
      case Body.Bytes bytes -> sent.write(bytes.content().duplicate());
      case Body.FileRegion region -> sent.send(region.file(), region.position(), region.count());
      case Body.Streamed streamed -> streamed.writer().writeTo(sent);
    }
    return sent.text.toString();
  }

  @Override
  public void write(ByteBuffer... sources) {
    for (ByteBuffer source : sources) {
      text.append(ISO_8859_1.decode(source));
    }
  }

  @Override
  public void send(FileSource file, long position, long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect((int) count);
    while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
      // until it is full
    }
    write(bytes.flip());
  }
}
