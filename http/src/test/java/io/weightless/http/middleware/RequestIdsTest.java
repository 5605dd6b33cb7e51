package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Handler;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.kit.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdsTest {
  private static final String FIELD = "X-Request-Id";
  private static final RequestIds TRUSTING =
      RequestIds.in(FIELD).trusting(Networks.of("10.0.0.0/8"));

  @Test
  void eachRequestHasItsOwnIdWhichIsSaidInTheResponse() throws Exception {
    List<@Nullable String> ids = new ArrayList<>();
    Handler keeping =
        request -> {
          ids.add(request.get(RequestIds.ID));
          return Response.ok("").with(FIELD, "not this one");
        };
    World.serve(
        keeping.in(RequestIds.in(FIELD)),
        served -> {
          for (int i = 0; i < 3; i++) {
            String said = served.client().get("/").field(FIELD);
            assertThat(said).matches("[0-9a-f]{32}").isEqualTo(ids.get(i));
          }
        });

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void idsAreOfTheReactorsRandom() throws Exception {
    List<@Nullable String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      World.run(() -> ids.add(id(RequestIds.in(FIELD), Asked.with())));
    }

    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
  }

  @Test
  void theIdOfATrustedProxyIsKeptAndThatOfAClientIsNot() throws Exception {
    World.run(() -> {
      assertThat(id(TRUSTING, Asked.by("10.1.1.1", FIELD, "a-B_1.2~+/="))).isEqualTo("a-B_1.2~+/=");
      assertThat(id(TRUSTING, Asked.by("11.1.1.1", FIELD, "a"))).hasSize(32);
      assertThat(id(RequestIds.in(FIELD), Asked.by("10.1.1.1", FIELD, "a"))).hasSize(32);
    });
  }

  @Test
  void anIdMayHave128CharactersAndNo129() throws Exception {
    String longest = "a".repeat(128);
    World.run(() -> {
      assertThat(id(TRUSTING, Asked.by("10.1.1.1", FIELD, longest))).isEqualTo(longest);
      assertThat(id(TRUSTING, Asked.by("10.1.1.1", FIELD, longest + "a"))).hasSize(32);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "a\"", "é", "a;b"})
  void whatCouldBeAnythingInALogIsNoId(String given) throws Exception {
    World.run(() -> assertThat(id(TRUSTING, Asked.by("10.1.1.1", FIELD, given))).hasSize(32));
  }

  @Test
  void itsFieldHasToBeOne() {
    assertThatThrownBy(() -> RequestIds.in("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a field name, which is a token: \"a b\"");
  }

  private static @Nullable String id(RequestIds ids, Request request) throws Exception {
    return ids.around(Asked.HELLO).handle(request).headers().first(FIELD);
  }
}
