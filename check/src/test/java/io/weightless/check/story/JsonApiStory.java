package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

/// The example with a database, as a user starts it and curl asks it.
final class JsonApiStory {
  private static final Path DATABASE =
      Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath());

  @Test
  void notesAreAddedListedShownAndRemoved() {
    String[] command = {
      "run", "--class-path", DATABASE.toString(), "examples/JsonApi.java", "127.0.0.1:0"
    };
    try (Program api = Program.weightless(command)) {
      String line = api.awaitLine("notes on http://127\\.0\\.0\\.1:\\d+");
      String notes = line.substring(line.indexOf("http")) + "/notes";

      assertThat(curl("-d", "{\"text\": \"buy \\\"milk\\\"\"}", notes)).isEqualTo("{\"id\":1} 201");
      assertThat(curl("-d", "{\"text\": 7}", notes)).isEqualTo("{\"id\":2} 201");
      assertThat(curl(notes))
          .isEqualTo("[{\"id\":1,\"text\":\"buy \\\"milk\\\"\"},{\"id\":2,\"text\":7}] 200");
      assertThat(curl("-X", "DELETE", notes + "/2")).isEqualTo(" 204");
      assertThat(curl(notes + "/1")).isEqualTo("{\"id\":1,\"text\":\"buy \\\"milk\\\"\"} 200");

      assertThat(curl(notes + "/2")).endsWith(" 404");
      assertThat(curl(notes + "/x")).endsWith(" 404");
      assertThat(curl("-d", "{\"note\": 7}", notes)).endsWith(" 400");
      assertThat(curl("-d", "nonsense", notes)).endsWith(" 400");
      assertThat(curl("-X", "PATCH", notes)).endsWith(" 405");
      api.terminate();
    }
  }

  /// The body, and the status.
  private static String curl(String... words) {
    String[] command =
        Stream.concat(Stream.of("curl", "-s", "-w", " %{http_code}"), Stream.of(words))
            .toArray(String[]::new);
    try (Program curl = Program.start(command)) {
      assertThat(curl.exit()).as(curl.toString()).isZero();
      return curl.out();
    }
  }
}
