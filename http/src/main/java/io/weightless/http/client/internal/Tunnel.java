package io.weightless.http.client.internal;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.http.client.BadResponse;
import io.weightless.http.client.HttpProxy;
import io.weightless.http.internal.wire.RequestWriter;
import io.weightless.http.internal.wire.ResponseHead;
import io.weightless.http.internal.wire.ResponseParser;
import io.weightless.http.internal.wire.ResponseWriter;
import io.weightless.net.Address;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Has a proxy connect a stream to where it should lead: CONNECT (RFC 9110, section 9.3.6).
final class Tunnel {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_INTERIM = 16;

  private final Stream stream;
  private final HttpProxy proxy;
  private final String target;

  private Tunnel(Stream stream, HttpProxy proxy, String target) {
    this.stream = stream;
    this.proxy = proxy;
    this.target = target;
  }

  /// Closes `stream` when it fails, or is cancelled.
  ///
  /// - **Waits**: until the proxy is connected.
  ///
  /// @return what has come through it already
  static ByteBuffer open(Stream stream, HttpProxy proxy, Address target) throws IOException {
    boolean isOpen = false;
    try {
      ByteBuffer rest = new Tunnel(stream, proxy, target.toString()).open();
      isOpen = true;
      return rest;
    } finally {
      if (!isOpen) {
        stream.close();
      }
    }
  }

  private ByteBuffer open() throws IOException {
    String secret = proxy.authorization();
    Headers headers = secret == null ? Headers.EMPTY : Headers.of("Proxy-Authorization", secret);
    ByteBuffer out = ByteBuffer.allocate(RequestWriter.bound("CONNECT", target, target, headers));
    RequestWriter.head(out, "CONNECT", target, target, headers, ResponseWriter.UNSAID);
    stream.write(out.flip());
    try {
      return answer();
    } catch (BadRequest bad) {
      throw new BadResponse(refusal() + bad.getMessage());
    }
  }

  private ByteBuffer answer() throws IOException {
    ResponseParser parser = new ResponseParser(Limits.DEFAULT);
    ByteBuffer in = NOTHING;
    int interim = 0;
    while (true) {
      ResponseHead head = parser.parse(in);
      if (head == null) {
        in = stream.read();
        if (!in.hasRemaining()) {
          throw new BadResponse(refusal() + "it ended the connection");
        }
      } else if (!head.isInterim()) {
        return rest(head, in);
      } else if (++interim > MOST_INTERIM) {
        throw new BadResponse(refusal() + "it answers without an end");
      }
    }
  }

  private ByteBuffer rest(ResponseHead head, ByteBuffer in) throws IOException {
    if (head.status().code() / 100 != 2) {
      throw new IOException(refusal() + head.status());
    }
    return ByteBuffer.allocate(in.remaining()).put(in).flip();
  }

  private String refusal() {
    return "the proxy " + proxy + " does not connect to " + target + ": ";
  }
}
