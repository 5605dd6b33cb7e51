package io.weightless.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The tree of routes against the rules, applied to each route one by one.
final class RouterByRulesTest {
  private static final String[] TEXTS = {"a", "b", "ab", "é"};
  private static final String[] SENT = {"a", "b", "ab", "%C3%A9", "%61", "c", ""};

  @Test
  void theTreeFindsWhatTheRulesSay() throws Exception {
    int found = 0;
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> patterns = patterns(random);
      Router router = Router.of(patterns.stream().map(RouterByRulesTest::route).toList());
      for (int i = 0; i < 100; i++) {
        String path = path(random);
        Response response = router.handle(Request.of(Method.GET, path));
        String expected = expected(patterns, path);
        assertThat(String.valueOf(response.headers().first("Is")))
            .as("seed %d: %s of %s", seed, path, patterns)
            .isEqualTo(expected);
        found += expected.equals("null") ? 0 : 1;
      }
    }
    assertThat(found).isGreaterThan(5_000);
  }

  private static Route route(String pattern) {
    return Route.get(pattern, _ -> Response.of(Status.OK).with("Is", pattern.replace('é', 'E')));
  }

  /// No two of them are told apart by a name only, as the name goes by the place.
  private static List<String> patterns(SplittableRandom random) {
    List<String> patterns = new ArrayList<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      StringBuilder pattern = new StringBuilder();
      int length = random.nextInt(1, 5);
      for (int at = 0; at < length; at++) {
        boolean isText = random.nextInt(3) > 0;
        pattern.append('/').append(isText ? TEXTS[random.nextInt(4)] : "{p" + at + "}");
      }
      int end = random.nextInt(6);
      pattern.append(end == 0 ? "/" : end == 1 ? "/{rest...}" : "");
      if (!patterns.contains(pattern.toString())) {
        patterns.add(pattern.toString());
      }
    }
    return patterns;
  }

  private static String path(SplittableRandom random) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(1, 7); i > 0; i--) {
      path.append('/').append(SENT[random.nextInt(SENT.length)]);
    }
    return path.toString();
  }

  /// Of those that take the path the one that is first by the kinds of its segments.
  private static String expected(List<String> patterns, String path) {
    String[] sent = path.substring(1).replace("%C3%A9", "é").replace("%61", "a").split("/", -1);
    return patterns.stream()
        .filter(pattern -> takes(pattern.substring(1).split("/", -1), sent))
        .min(Comparator.comparing(RouterByRulesTest::rank))
        .map(pattern -> pattern.replace('é', 'E'))
        .orElse("null");
  }

  private static boolean takes(String[] pattern, String[] sent) {
    for (int i = 0; i < pattern.length; i++) {
      if (i < sent.length && pattern[i].endsWith("...}")) {
        return true;
      }
      boolean isParameter = pattern[i].startsWith("{");
      if (i >= sent.length || (isParameter ? sent[i].isEmpty() : !pattern[i].equals(sent[i]))) {
        return false;
      }
    }
    return pattern.length == sent.length;
  }

  private static String rank(String pattern) {
    StringBuilder rank = new StringBuilder();
    for (String segment : pattern.substring(1).split("/", -1)) {
      rank.append(segment.endsWith("...}") ? '2' : segment.startsWith("{") ? '1' : '0');
    }
    return rank.toString();
  }
}
