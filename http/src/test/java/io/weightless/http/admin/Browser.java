package io.weightless.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/// A client of an admin endpoint that is not of this project.
final class Browser implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Address address;

  Browser(Admin admin) {
    address = admin.address();
  }

  HttpResponse<String> get(String target, String... headers) throws Exception {
    return client.send(request(target, headers), BodyHandlers.ofString());
  }

  String body(String target) throws Exception {
    HttpResponse<String> response = get(target);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /// The body in which all of `parts` are: on a busy machine a second may pass without an answer.
  String bodyWith(String target, String... parts) throws Exception {
    String body = body(target);
    while (!Arrays.stream(parts).allMatch(body::contains)) {
      body = body(target);
    }
    return body;
  }

  /// Opens a feed.
  Events events(String target) throws Exception {
    HttpResponse<InputStream> response = client.send(request(target), BodyHandlers.ofInputStream());
    return new Events(response.statusCode(), response.body());
  }

  private HttpRequest request(String target, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + address + target));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  /// What a feed tells.
  static final class Events implements AutoCloseable {
    final int status;
    private final BufferedReader lines;

    Events(int status, InputStream body) {
      this.status = status;
      lines = new BufferedReader(new InputStreamReader(body, UTF_8));
    }

    /// The data of the next event, which is of `type`.
    String next(String type) throws IOException {
      String line = lines.readLine();
      while (line != null && !line.startsWith("event:")) {
        line = lines.readLine();
      }
      if (!("event: " + type).equals(line)) {
        throw new AssertionError("not an event " + type + ": " + line);
      }
      return lines.readLine().substring("data: ".length());
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
