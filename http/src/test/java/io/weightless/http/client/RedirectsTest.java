package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Status;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where redirects lead, and what goes along.
final class RedirectsTest {
  private final List<ClientRequest> sent = new ArrayList<>();
  private final Deque<ClientResponse> answers = new ArrayDeque<>();
  private int closed;

  private final Redirects redirects =
      new Redirects(
          request -> {
            sent.add(request);
            return answers.isEmpty()
                ? ClientResponse.of(request, Status.OK, "there".getBytes(US_ASCII))
                : answers.remove();
          },
          3);

  private void redirect(int code, String location) {
    answers.add(
        ClientResponse.of(
            ClientRequest.get("http://a.test/"),
            new Status(code, "Elsewhere"),
            Headers.of("Location", location),
            IncomingBody.empty(),
            () -> closed++));
  }

  private String last() {
    return sent.getLast().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "301, GET, GET",
    "301, POST, GET",
    "301, PUT, PUT",
    "301, HEAD, HEAD",
    "302, GET, GET",
    "302, POST, GET",
    "302, DELETE, DELETE",
    "303, GET, GET",
    "303, POST, GET",
    "303, PUT, GET",
    "303, HEAD, HEAD",
    "307, GET, GET",
    "307, POST, POST",
    "308, POST, POST",
    "308, PATCH, PATCH"
  })
  void theStatusSaysWhichMethodFollows(int code, String method, String following)
      throws IOException {
    redirect(code, "/there");

    ClientResponse response =
        redirects.send(ClientRequest.of(Method.of(method), "http://a.test/here?x"));

    assertThat(response.text(10)).isEqualTo("there");
    assertThat(last()).isEqualTo(following + " http://a.test/there");
    assertThat(closed).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/there, http://a.test/there",
    "there, http://a.test/b/there",
    "../there?q, http://a.test/there?q",
    "//other.test/x, http://other.test/x",
    "?q, http://a.test/b/c?q",
    "../../there, http://a.test/there",
    "https://a.test, https://a.test"
  })
  void whereItLeadsIsResolvedAgainstWhereItCameFrom(String location, String there)
      throws IOException {
    redirect(302, location);

    redirects.send(ClientRequest.get("http://a.test/b/c"));

    assertThat(sent.getLast().url()).hasToString(there);
  }

  @Test
  void aBodyGoesAlongWithItsMethodOnly() throws IOException {
    Body body = ClientRequest.bytes("content".getBytes(US_ASCII));
    redirect(307, "/a");
    redirect(303, "/b");

    redirects.send(ClientRequest.post("http://a.test/", body).with("Content-Type", "text/plain"));

    assertThat(sent.get(1).body()).isSameAs(body);
    assertThat(sent.get(1).headers().contains("Content-Type")).isTrue();
    assertThat(sent.get(2).body()).isSameAs(Body.None.NONE);
    assertThat(sent.get(2).headers().size()).isZero();
  }

  @Test
  void whatWouldNeedAStreamedBodyTwiceIsTheResponse() throws IOException {
    redirect(307, "/a");
    Body streamed = new Body.Streamed(_ -> {});

    ClientResponse response = redirects.send(ClientRequest.post("http://a.test/", streamed));

    assertThat(response.status().code()).isEqualTo(307);
    assertThat(closed).isZero();
    assertThat(sent).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.test:80/, true",
    "http://b.test/, false",
    "http://a.test:81/, false",
    "https://a.test/, false"
  })
  void whatIsForOneOriginDoesNotGoToAnother(String location, boolean goes) throws IOException {
    redirect(302, location);
    Headers own =
        Headers.of("Authorization", "x", "cookie", "y", "Host", "h", "Accept", "text/plain")
            .with("Proxy-Authorization", "z");

    redirects.send(ClientRequest.get("http://a.test/").with(own));

    Headers gone = sent.getLast().headers();
    assertThat(gone.contains("Authorization")).isEqualTo(goes);
    assertThat(gone.contains("Proxy-Authorization")).isEqualTo(goes);
    assertThat(gone.contains("Cookie")).isEqualTo(goes);
    assertThat(gone.contains("Host")).isEqualTo(goes);
    assertThat(gone.first("Accept")).isEqualTo("text/plain");
  }

  @Test
  void asManyAsTheLimitAreFollowedAndOneMoreIsRefused() throws IOException {
    for (int i = 0; i < 3; i++) {
      redirect(302, "/loop");
    }
    assertThat(redirects.send(ClientRequest.get("http://a.test/")).status()).isEqualTo(Status.OK);
    for (int i = 0; i < 4; i++) {
      redirect(302, "/loop");
    }
    assertThatThrownBy(() -> redirects.send(ClientRequest.get("http://a.test/")))
        .isInstanceOf(BadResponse.class)
        .hasMessage("more than 3 redirects, the last to http://a.test/loop");
    assertThat(closed).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.test/, not secure",
    "ftp://a.test/, nowhere",
    "https:///x, nowhere",
    "'http://a b/', nowhere"
  })
  void oneThatMustNotBeFollowedIsABadResponse(String location, String complaint) {
    redirect(302, location);

    assertThatThrownBy(() -> redirects.send(ClientRequest.get("https://a.test/")))
        .isInstanceOf(BadResponse.class)
        .hasMessageContaining(complaint);
    assertThat(closed).isEqualTo(1);
    assertThat(sent).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"300", "304", "201", "305"})
  void otherStatusesAreResponsesWhateverTheyPointTo(int code) throws IOException {
    redirect(code, "/there");

    assertThat(redirects.send(ClientRequest.get("http://a.test/")).status().code()).isEqualTo(code);
  }

  @Test
  void aRedirectWithoutAPlaceIsTheResponse() throws IOException {
    answers.add(ClientResponse.of(ClientRequest.get("http://a.test/"), Status.FOUND, new byte[0]));

    assertThat(redirects.send(ClientRequest.get("http://a.test/")).status())
        .isEqualTo(Status.FOUND);
  }
}
