package io.weightless.check.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.OneEngine;
import org.junit.jupiter.api.Test;

@OneEngine
class PatchTest {
  private static final String PATCH =
      """
      SomeWorld: it says b: no, c
      --- a/core/A.java
      +++ b/core/A.java
      @@ -1,3 +1,3 @@
       a
      -b
      +c

      @@ -7,1 +7,2 @@ class A
       d
      +e
      """;

  @Test
  void itSaysWhatIsWrongWhereAndWhoFindsIt() {
    Patch patch = Patch.parse(PATCH);

    assertThat(patch.world()).isEqualTo("SomeWorld");
    assertThat(patch.mistake()).isEqualTo("it says b: no, c");
    assertThat(patch.source()).isEqualTo("core/A.java");
  }

  @Test
  void itAppliesWhereItsLinesStandWhateverTheirNumbers() {
    assertThat(Patch.parse(PATCH).applyTo("x\na\nb\n\ny\nd\nz\n"))
        .isEqualTo("x\na\nc\n\ny\nd\ne\nz\n");
  }

  @Test
  void itDoesNotApplyWhereALineHasChanged() {
    assertThatThrownBy(() -> Patch.parse(PATCH).applyTo("a\nb2\n\nd\n"))
        .hasMessage("these lines are not there any more:\na\nb\n");
  }

  @Test
  void itDoesNotApplyWhereNobodyKnowsWhichLinesAreMeant() {
    assertThatThrownBy(() -> Patch.parse(PATCH).applyTo("a\nb\n\na\nb\n\nd\n"))
        .hasMessageStartingWith("these lines stand in several places:");
  }

  @Test
  void itsLaterLinesStandBehindTheEarlierOnes() {
    assertThatThrownBy(() -> Patch.parse(PATCH).applyTo("d\na\nb\n\n"))
        .hasMessage("these lines are not there any more:\nd");
  }

  @Test
  void itIsOfOneFile() {
    assertThatThrownBy(() -> Patch.parse(PATCH + "--- a/core/B.java\n"))
        .hasMessageStartingWith("a mistake is in one file");
  }
}
