package io.weightless.check.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.architecture.ShownBy.Row;
import io.weightless.testkit.OneEngine;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the documents say of blocking code is what the tests show: holds `docs/jdk-waits.md` to
/// them.
@OneEngine
final class ShownByTest {
  /// What the file must speak of at least; it had more when this was written.
  private static final int ROWS = 40;

  @Test
  void everyRowOfTheJdksWaitsIsShownByTests() {
    House house = House.here();
    TestRuns runs = TestRuns.of(house, "check", Boolean.getBoolean("weightless.whole"));
    ShownBy waits = ShownBy.parse(House.read(house.root().resolve("docs/jdk-waits.md")));

    assertThat(waits.violations(runs::exists, runs::ranGreen)).isEmpty();
    assertThat(waits.rows()).hasSizeGreaterThanOrEqualTo(ROWS);
  }

  @Test
  void aRowNamesItsTestsAndTheClassOnce() {
    assertThat(rows("| sleep | goes on | `A#one`, `#two`, `B#three` |"))
        .containsExactly(new Row("sleep", List.of("A#one", "A#two", "B#three")));
  }

  @Test
  void aRowWithoutATestFails() {
    assertThat(violations("| sleep | goes on | surely |"))
        .containsExactly("sleep: names no test as `Class#method`");
  }

  @Test
  void aRowThatNamesWhatIsNotThereFails() {
    assertThat(violations("| sleep | goes on | `A#one`, `#gone`, `A` |"))
        .containsExactly("sleep: no such test: A#gone", "sleep: no such test: A");
  }

  @Test
  void aRowWhoseTestDidNotRunGreenFails() {
    assertThat(violations("| sleep | goes on | `A#red` |"))
        .containsExactly("sleep: did not run green: A#red");
  }

  @Test
  void otherTablesAreNobodysConcern() {
    assertThat(rows("\n| which | use it for |\n|---|---|\n| a | `b` |\n")).isEmpty();
  }

  private static List<Row> rows(String lines) {
    return parse(lines).rows();
  }

  private static List<String> violations(String lines) {
    return parse(lines).violations(Set.of("A#one", "A#red")::contains, Set.of("A#one")::contains);
  }

  private static ShownBy parse(String lines) {
    return ShownBy.parse("| the task is in | the loop | shown by |\n|---|---|---|\n" + lines);
  }
}
