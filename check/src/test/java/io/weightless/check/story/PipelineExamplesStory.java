package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pipelines of the examples.
class PipelineExamplesStory {
  private static final String TELEGRAMS = "examples/Telegrams.java";
  private static final String WORDS = "examples/WordLengths.java";

  @TempDir Path folder;

  @Test
  void telegramsLieAcrossBlocks() {
    try (Program telegrams = Program.weightless("run", TELEGRAMS)) {
      assertThat(telegrams.exit()).as(telegrams.toString()).isZero();
      assertThat(telegrams.out())
          .isEqualTo(
              """
              ARRIVE TUESDAY NOON STOP BRING THE CAT [7 charged]
              CONGRATULATIONS [1 charged, 1 too long]
              ALL IS FORGIVEN COME HOME [5 charged]
              3 telegrams, 13 words charged, end of analysis
              """);
    }
  }

  @Test
  void theSizeOfTheBlocksDecidesNothing() throws IOException {
    Path tape = Files.writeString(folder.resolve("tape"), "ONE TWO ZZZZ  THREE ZZZZ ZZZZ\n");
    for (String size : new String[] {"1", "4", "100"}) {
      try (Program telegrams = Program.weightless("run", TELEGRAMS, tape.toString(), size)) {
        assertThat(telegrams.exit()).as(telegrams.toString()).isZero();
        assertThat(telegrams.out())
            .isEqualTo(
                """
                ONE TWO [2 charged]
                THREE [1 charged]
                2 telegrams, 3 words charged, end of analysis
                """);
      }
    }
  }

  @Test
  void aTapeWithoutAnEndIsAFailure() throws IOException {
    Path tape = Files.writeString(folder.resolve("tape"), "ONE TWO ZZZZ THREE");
    try (Program telegrams = Program.weightless("run", TELEGRAMS, tape.toString())) {
      assertThat(telegrams.exit()).isEqualTo(1);
      assertThat(telegrams.out()).isEqualTo("ONE TWO [2 charged]\n");
      assertThat(telegrams.err())
          .contains("the input of coroutine 'telegrams' ended where it needed more");
    }
  }

  @Test
  void wordsAndTheirLengthsAreJoined() {
    try (Program words = Program.weightless("run", WORDS, "aap", "noot", "mies")) {
      assertThat(words.exit()).as(words.toString()).isZero();
      assertThat(words.out())
          .isEqualTo(
              """
              aap 3
              noot 4
              mies 4
              1 lines, 3 words, 11 letters, the longest has 4
              """);
    }
  }
}
