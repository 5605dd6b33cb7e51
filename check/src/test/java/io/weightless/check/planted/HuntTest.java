package io.weightless.check.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.OneEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OneEngine
class HuntTest {
  private static final String EVENT = "core/src/main/java/io/weightless/sync/Event.java";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path classes;

  @Test
  void whatOnlyAnotherOrderShowsIsFound() throws Exception {
    Finding finding = hunt("-    set = true;\n     waiters.wakeAll();", LIMIT);

    assertThat(finding.how()).as(finding.toString()).isEqualTo(Finding.How.FOUND);
    assertThat(finding.seed()).isPositive();
    assertThat(finding.message()).contains("all wait");
  }

  @Test
  void whatIsSeenFirstComeFirstServedIsToldApart() throws Exception {
    Finding finding = hunt("     set = true;\n-    waiters.wakeAll();", LIMIT);

    assertThat(finding.how()).isEqualTo(Finding.How.SEEN_AT_ONCE);
    assertThat(finding.seed()).isEqualTo(1);
    assertThat(finding.message()).contains("Crossroads").contains("all wait");
  }

  @Test
  void whatMakesNoDifferenceIsNotFound() throws Exception {
    Finding finding = hunt("+    assert waiters != null;\n     set = true;", LIMIT);

    assertThat(finding.how()).isEqualTo(Finding.How.NOT_FOUND);
    assertThat(finding.message()).isEqualTo("1,000 seeds, 0 failed");
  }

  @Test
  void itIsEndedAtItsLimit() {
    assertThatThrownBy(() -> hunt("     set = true;", Duration.ofNanos(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the search did not end within PT0.000000001S");
  }

  @Test
  void aPatchThatDoesNotApplyIsAFailureThatSaysSo() {
    assertThatThrownBy(() -> hunt("-    set = false;\n     waiters.wakeAll();", LIMIT))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the patch does not apply to " + EVENT)
        .hasMessageContaining("set = false;");
  }

  @Test
  void aPatchThatDoesNotCompileIsAFailureThatSaysSo() {
    assertThatThrownBy(() -> hunt("+    fell = 1;\n     set = true;", LIMIT))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the patched source does not compile")
        .hasMessageContaining("fell");
  }

  private Finding hunt(String hunk, Duration limit) throws Exception {
    Patch patch =
        Patch.parse("Crossroads: it is wrong\n--- a/%s\n@@ @@\n%s\n".formatted(EVENT, hunk));
    return new Hunt(
            List.of(Crossroads.class.getName()),
            PatchedClasses.compile(patch, PlantedBugsStory.root(), classes),
            limit)
        .run();
  }
}
