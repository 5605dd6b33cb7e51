package io.weightless.http.client;

import io.weightless.http.Headers;
import io.weightless.http.coding.Codings;
import io.weightless.http.coding.ContentCoding;
import io.weightless.http.coding.Decoded;
import io.weightless.http.coding.DecodingLimits;
import java.io.IOException;
import java.util.List;

/// Asks for compressed responses, and decompresses them: whoever reads one finds neither
/// Content-Encoding nor the length that it had on its way.
///
/// A request that says itself what it accepts is passed on, and so is what comes back. So is one
/// for a part, by Range: a part of what is compressed can't be decompressed.
///
/// - **Limit**: see [DecodingLimits]; beyond it, and for what is malformed or coded in a way that
///   nobody asked for, a [BadResponse].
public final class Decompressing implements Sender {
  private final Sender next;
  private final Codings codings;
  private final DecodingLimits limits;

  /// Of all that is [installed][Codings#installed], within [DecodingLimits#DEFAULT].
  public Decompressing(Sender next) {
    this(next, Codings.installed(), DecodingLimits.DEFAULT);
  }

  public Decompressing(Sender next, Codings codings, DecodingLimits limits) {
    this.next = next;
    this.codings = codings;
    this.limits = limits;
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException {
    if (request.headers().contains("Accept-Encoding") || request.headers().contains("Range")) {
      return next.send(request);
    }
    ClientResponse response = next.send(request.with("Accept-Encoding", codings.names()));
    if (response.body().length() == 0) {
      return response;
    }
    try {
      return decoded(response);
    } catch (IOException bad) {
      response.close();
      throw bad;
    }
  }

  private ClientResponse decoded(ClientResponse response) throws IOException {
    List<ContentCoding> applied = codings.applied(response.headers());
    if (applied == null) {
      throw new BadResponse(
          "the response is coded as "
              + response.headers().first("Content-Encoding")
              + ", and was to be coded as "
              + codings.names());
    }
    if (applied.isEmpty()) {
      return response;
    }
    Decoded body =
        Decoded.of(response.body(), applied, limits, (_, sentence) -> new BadResponse(sentence));
    Headers headers = response.headers().without("Content-Encoding").without("Content-Length");
    return ClientResponse.of(
        response.request(),
        response.status(),
        headers,
        body,
        () -> {
          body.close();
          response.close();
        });
  }
}
