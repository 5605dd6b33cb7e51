package io.weightless.http.jdk;

import io.weightless.http.IncomingBody;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/// The body of a response, as an application writes it: little is gathered, much is sent from where
/// it is.
final class ResponseOutput extends OutputStream {
  private static final int WINDOW = 8 * 1024;
  private static final byte[] NOTHING = {};

  private final Delivery delivery;
  private final RequestInput input;
  private byte[] gathered = NOTHING;
  private int count;

  /// What has to be written yet; or [IncomingBody#UNKNOWN].
  private long left;

  private boolean isBegun;
  private boolean isClosed;

  ResponseOutput(Delivery delivery, RequestInput input) {
    this.delivery = delivery;
    this.input = input;
  }

  /// @param length of the body, or [IncomingBody#UNKNOWN]
  void begin(long length) {
    isBegun = true;
    left = length;
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void write(int b) throws IOException {
    claim(1);
    if (count == gathered.length) {
      makeRoom(1);
    }
    gathered[count++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    if (length == 0) {
      checkBegun();
      return;
    }
    claim(length);
    if (length > gathered.length - count) {
      makeRoom(length);
    }
    if (length > gathered.length - count) {
      delivery.write(ByteBuffer.wrap(source, offset, length));
    } else {
      System.arraycopy(source, offset, gathered, count, length);
      count += length;
    }
  }

  private void claim(int bytes) throws IOException {
    checkBegun();
    if (isClosed) {
      throw new IOException("stream closed");
    }
    if (left == IncomingBody.UNKNOWN) {
      return;
    }
    if (bytes > left) {
      throw new IOException(
          "too many bytes to write to stream: " + bytes + ", and the head leaves " + left);
    }
    left -= bytes;
  }

  /// Sends what was gathered, when so many more don't fit; has a buffer of a size that does.
  private void makeRoom(int bytes) throws IOException {
    if (count > 0 && (gathered.length == WINDOW || count + bytes > WINDOW)) {
      send();
    }
    int wanted = left == IncomingBody.UNKNOWN ? WINDOW : (int) Math.min(left + bytes, WINDOW);
    if (bytes <= WINDOW - count && gathered.length < count + wanted) {
      gathered = Arrays.copyOf(gathered, Math.min(WINDOW, count + wanted));
    }
  }

  private void send() throws IOException {
    int full = count;
    count = 0;
    delivery.write(ByteBuffer.wrap(gathered, 0, full));
  }

  @Override
  public void flush() throws IOException {
    checkBegun();
    if (isClosed) {
      return;
    }
    if (count > 0) {
      send();
    }
    delivery.flush();
  }

  private void checkBegun() throws IOException {
    if (!isBegun) {
      throw new IOException("response headers not sent yet");
    }
  }

  /// The end of the response, and of the exchange.
  ///
  /// - **Waits**: never; what was gathered is sent afterwards.
  ///
  /// @throws IOException when there is less than the head says; then the connection is ended
  @Override
  public void close() throws IOException {
    checkBegun();
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (left > 0) {
      String less = "insufficient bytes written to stream: the head promises " + left + " more";
      delivery.hangUp(less);
      throw new IOException(less);
    }
    input.close();
    delivery.close(ByteBuffer.wrap(gathered, 0, count));
  }

  /// Nothing more is sent.
  void abandon() {
    isClosed = true;
  }
}
