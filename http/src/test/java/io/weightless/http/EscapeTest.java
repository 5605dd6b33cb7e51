package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Served.Answer;
import io.weightless.http.internal.wire.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Targets put together at random from all that was ever tried to get out of a directory.
final class EscapeTest {
  private static final long SEED = 20_260_101;
  private static final int TARGETS = 3_000;

  private static final String[] PIECES = {
    "/",
    "/",
    "/",
    "//",
    "\\",
    "%5c",
    "%2f",
    "%252f",
    "..",
    "..",
    ".",
    "%2e",
    "%2e%2e",
    ".%2E",
    "%252e%252e",
    "%c0%ae",
    "%c0%af",
    "%e0%80%af",
    "%uff0e",
    "....",
    ";",
    "%00",
    "%0a",
    "?",
    "%3f",
    "%20",
    "~",
    "secret.txt",
    "secret",
    "root",
    "sub",
    "up",
    "out",
    "here",
    "a.txt",
    ".gz",
    "C:",
  };

  @TempDir private Path outside = Path.of("");

  private Path root = Path.of("");

  @BeforeEach
  void makeFiles() throws Exception {
    root = Files.createDirectories(outside.resolve("root"));
    Files.writeString(outside.resolve("secret.txt"), "SECRET");
    Files.writeString(outside.resolve("secret"), "SECRET");
    Files.writeString(root.resolve("a.txt"), "content");
    Files.createDirectory(root.resolve("sub"));
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("here"), Path.of("."));
    Files.createSymbolicLink(root.resolve("out"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("a.txt.gz"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("sub/index.html"), outside.resolve("secret.txt"));
  }

  @Test
  void noTargetLeadsOutOrFailsTheServer() throws Exception {
    Random random = new Random(SEED);
    Served served = new Served(root);
    int valid = 0;
    for (int i = 0; i < TARGETS; i++) {
      String target = target(random);
      if (Target.fault(Method.GET, target) == null) {
        valid++;
        Answer answer = served.get(target, "Accept-Encoding", "gzip, br");
        assertThat(answer.status()).as(target).isIn(200, 301, 400, 403, 404);
        assertThat(answer.body()).as(target).doesNotContain("SECRET");
        String location = answer.field("Location");
        assertThat(location == null || location.matches("/[^/\\\\].*")).as(target).isTrue();
      }
    }
    assertThat(valid).isGreaterThan(TARGETS / 2);
  }

  private static String target(Random random) {
    StringBuilder target = new StringBuilder("/");
    int pieces = 1 + random.nextInt(8);
    for (int i = 0; i < pieces; i++) {
      target.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return target.toString();
  }
}
