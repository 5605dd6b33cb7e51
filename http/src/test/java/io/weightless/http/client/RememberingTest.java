package io.weightless.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import io.weightless.http.cookie.CookieJar;
import io.weightless.http.kit.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Cookies between requests.
final class RememberingTest {
  private final List<@Nullable String> sent = new ArrayList<>();
  private Headers answer = Headers.EMPTY;
  private int code = 200;

  private ClientResponse answer(ClientRequest request) {
    sent.add(request.headers().first("Cookie"));
    Status status = new Status(code, "As Told");
    code = 200;
    return ClientResponse.of(request, status, answer, IncomingBody.empty(), () -> {});
  }

  @Test
  void whatAServerSetsGoesBackToItAndToNobodyElse() throws Exception {
    World.run(() -> {
      Sender client = new Remembering(this::answer, CookieJar.open());
      answer = Headers.of("Set-Cookie", "a=1", "Set-Cookie", "b=2; Path=/deep");

      client.send(ClientRequest.get("http://a.test/"));
      client.send(ClientRequest.get("http://a.test/deep/down"));
      client.send(ClientRequest.get("http://b.test/"));

      assertThat(sent).containsExactly(null, "b=2; a=1", null);
    });
  }

  @Test
  void aRequestThatBringsItsOwnGetsNoOther() throws Exception {
    World.run(() -> {
      Sender client = new Remembering(this::answer, CookieJar.open());
      answer = Headers.of("Set-Cookie", "a=1");

      client.send(ClientRequest.get("http://a.test/"));
      client.send(ClientRequest.get("http://a.test/").with("Cookie", "mine=1"));

      assertThat(sent).containsExactly(null, "mine=1");
    });
  }

  @Test
  void whatARedirectSetsIsSentToWhereItLeads() throws Exception {
    World.run(this::redirected);
  }

  private void redirected() throws IOException {
    Sender client = new Redirects(new Remembering(this::answer, CookieJar.open()), 3);
    answer = Headers.of("Set-Cookie", "a=1", "Location", "/in");
    code = 303;

    client.send(ClientRequest.get("http://a.test/"));

    assertThat(sent).containsExactly(null, "a=1");
  }
}
