package io.weightless.http.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import io.weightless.http.Method;
import io.weightless.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// One request and its response, as an application sees them; without TLS it sees a
/// [PlainExchange]. For one thread at a time, whichever.
final class Exchange extends HttpsExchange {
  private final PathContext context;
  private final Request request;
  private final URI uri;
  private final Delivery delivery;
  private final RequestInput input;
  private final ResponseOutput output;
  private final Headers responseHeaders = new Headers();

  private @Nullable Headers requestHeaders;

  /// As they were, or as a filter has wrapped them.
  private InputStream wrappedInput;

  private OutputStream wrappedOutput;

  private int code = -1;
  private boolean isBegun;
  private boolean isClosed;
  private @Nullable HttpPrincipal principal;

  Exchange(PathContext context, Request request, URI uri, Delivery delivery) {
    this.context = context;
    this.request = request;
    this.uri = uri;
    this.delivery = delivery;
    this.input = new RequestInput(delivery);
    this.output = new ResponseOutput(delivery, input);
    this.wrappedInput = input;
    this.wrappedOutput = output;
  }

  Delivery delivery() {
    return delivery;
  }

  @Override
  public Headers getRequestHeaders() {
    Headers known = requestHeaders;
    if (known == null) {
      Headers read = new Headers();
      for (int i = 0; i < request.headers().size(); i++) {
        read.add(request.headers().name(i), request.headers().value(i));
      }
      known = Headers.of(read);
      requestHeaders = known;
    }
    return known;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return request.method().name();
  }

  @Override
  public HttpContext getHttpContext() {
    return context;
  }

  @Override
  public InputStream getRequestBody() {
    return wrappedInput;
  }

  @Override
  public OutputStream getResponseBody() {
    return wrappedOutput;
  }

  /// - **Waits**: never; the head is sent with the first part of the body, or when that is flushed.
  @Override
  public void sendResponseHeaders(int status, long length) throws IOException {
    if (isBegun) {
      throw new IOException("headers already sent");
    }
    if (status < 200) {
      throw new IOException(
          "the status " + status + " is no answer; a 100 is sent when the body is read");
    }
    code = status;
    boolean isHead = request.method().equals(Method.HEAD);
    Answer answer = Answer.of(status, responseHeaders, length, isHead);
    isBegun = true;
    if (!isHead) {
      sayLength(answer);
    }
    output.begin(answer.isEmpty() ? 0 : answer.length());
    delivery.begin(answer);
    if (answer.isEmpty()) {
      close();
    }
  }

  /// For filters that look at the headers afterwards.
  private void sayLength(Answer answer) {
    if (!answer.isEmpty() && answer.length() < 0) {
      responseHeaders.set("Transfer-encoding", "chunked");
    } else if (!answer.status().isBodiless()) {
      responseHeaders.set("Content-length", Long.toString(answer.length()));
    }
  }

  @Override
  public int getResponseCode() {
    return code;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return Places.of(request.remote());
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return Places.of(request.peer().local());
  }

  @Override
  public String getProtocol() {
    return request.version().toString();
  }

  @Override
  public @Nullable SSLSession getSSLSession() {
    return request.peer().session();
  }

  /// They are those of the context, which all its exchanges share, as with the JDK.
  @Override
  public @Nullable Object getAttribute(String name) {
    return context.getAttributes().get(Objects.requireNonNull(name));
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    Map<String, Object> shared = context.getAttributes();
    if (value == null) {
      shared.remove(Objects.requireNonNull(name));
    } else {
      shared.put(name, value);
    }
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    if (in != null) {
      wrappedInput = in;
    }
    if (out != null) {
      wrappedOutput = out;
    }
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return principal;
  }

  void setPrincipal(@Nullable HttpPrincipal known) {
    principal = known;
  }

  /// Without a response the connection is ended.
  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (!isBegun) {
      abort("the application has closed the exchange without a response");
      return;
    }
    try {
      input.close();
      wrappedOutput.close();
    } catch (IOException e) {
      abort("the application's response can't be closed: " + e.getMessage());
    }
  }

  /// Whether the application has done its part.
  boolean isOver() {
    return isBegun && output.isClosed();
  }

  /// Ends the connection, in the midst of it.
  void abort(String why) {
    isClosed = true;
    output.abandon();
    input.close();
    delivery.hangUp(why);
  }

  boolean isSecure() {
    return request.peer().isSecure();
  }

  /// What was asked for, for the log.
  @Override
  public String toString() {
    return request.method() + " " + uri;
  }
}
