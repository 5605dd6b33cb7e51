package io.weightless.check.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.check.architecture.Ancestry.Tree;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every ancestor keeps its row until it works: holds `docs/ancestry.md` to what was built and run.
final class AncestryTest {
  /// The ancestors, and how many concepts of each must have a row.
  private static final Map<String, Integer> CONCEPTS =
      Map.ofEntries(
          entry("Weightless compose", 10),
          entry("Weightless observable", 9),
          entry("Weightless reactor, acceptor, gio", 9),
          entry("Weightless HTTP", 5),
          entry("splice, vmsplice, tee, sendfile", 4),
          entry("Jackson pipelines (JSP)", 2),
          entry("Evergreen", 13),
          entry("fibers, greenlet", 4),
          entry("pyuv", 15),
          entry("rose / PEP 3156", 5),
          entry("TLS over memory BIO", 6),
          entry("WSGI + WebSocket + static, twistd", 4),
          entry("Stackless", 7),
          entry("Kamaelia/Axon", 16),
          entry("Circuits", 9),
          entry("Twisted", 12),
          entry("multiprocessing, HTTP load tool, LAN script", 4),
          entry("related work", 13));

  /// How many behaviours of each must have a line.
  private static final Map<String, Integer> BEHAVIOURS =
      Map.ofEntries(
          entry("Circuits", 81),
          entry("Erlang/OTP", 34),
          entry("Evergreen", 118),
          entry("Kamaelia/Axon", 119),
          entry("Stackless", 53),
          entry("TLS over memory BIO", 16),
          entry("Trio", 57),
          entry("Twisted", 202),
          entry("Weightless reactor, acceptor, gio", 19),
          entry("What a modern design must fix", 22),
          entry("fibers, greenlet", 51),
          entry("pyuv", 108),
          entry("related work", 8),
          entry("rose / PEP 3156", 46));

  private static final Map<String, Integer> ONE = Map.of("Weightless compose", 1);
  private static final Tree TREE =
      new Tree(
          Set.of("Coroutine")::contains,
          Set.of("CoroutineTest#returns", "CoroutineTest#fails")::contains,
          Set.of("CoroutineTest#returns")::contains,
          Set.of("examples/Echo.java")::contains);

  @Test
  void everyRowThatIsNotOpenIsTrue() {
    House house = House.here();
    TestRuns runs = TestRuns.of(house, "check", Boolean.getBoolean("weightless.whole"));
    Set<String> classes =
        house.classes("target/classes").stream()
            .map(file -> file.getFileName().toString())
            .map(name -> TestRuns.simpleName(name.substring(0, name.length() - ".class".length())))
            .collect(Collectors.toSet());
    Ancestry ancestry = Ancestry.parse(House.read(house.root().resolve("docs/ancestry.md")));
    System.out.println(ancestry.counts());
    assertThat(
            ancestry.violations(
                CONCEPTS,
                BEHAVIOURS,
                new Tree(
                    classes::contains,
                    runs::exists,
                    runs::ranGreen,
                    file -> Files.exists(house.root().resolve(file)))))
        .isEmpty();
  }

  @Test
  void aRowThatIsNotYetNeedsNothing() {
    assertThat(violations("| stepping | not yet | | |")).isEmpty();
  }

  @Test
  void aRowThatWorksNamesItsClassItsTestsAndItsExample() {
    assertThat(
            violations(
                "| stepping | `Coroutine` | `CoroutineTest#returns` | `examples/Echo.java` |"))
        .isEmpty();
  }

  @Test
  void aRowWithoutATestFails() {
    assertThat(violations("| stepping | `Coroutine` | | |"))
        .containsExactly("Weightless compose, stepping: names no test as `Class#method`");
  }

  @Test
  void aRowWithoutAClassFails() {
    assertThat(violations("| stepping | soon | `CoroutineTest#returns` | |"))
        .singleElement()
        .asString()
        .contains("names no class");
  }

  @Test
  void aRowThatNamesWhatIsNotThereFails() {
    assertThat(violations("| stepping | `Gone` | `GoneTest#goes` | `examples/Gone.java` |"))
        .containsExactly(
            "Weightless compose, stepping: no such class: Gone",
            "Weightless compose, stepping: no such test: GoneTest#goes",
            "Weightless compose, stepping: did not run green: GoneTest#goes",
            "Weightless compose, stepping: no such file: examples/Gone.java");
  }

  @Test
  void aRowWhoseTestDidNotRunGreenFails() {
    assertThat(
            violations(
                "| stepping | `Coroutine` | `CoroutineTest#returns` `CoroutineTest#fails` | |"))
        .containsExactly("Weightless compose, stepping: did not run green: CoroutineTest#fails");
  }

  @Test
  void aRowThatIsNotApplicableGivesItsReason() {
    assertThat(violations("| stepping | not applicable: Java has no generators | | |")).isEmpty();
    assertThat(violations("| stepping | not applicable: | | |")).hasSize(2);
  }

  @Test
  void anAncestorWithoutItsRowsFails() {
    assertThat(Ancestry.parse("## Other\n").violations(ONE, ONE, TREE))
        .containsExactly(
            "Weightless compose: 0 rows, of 1 concepts",
            "Weightless compose: 0 rows, of 1 behaviours");
  }

  @Test
  void aRowMustHaveFourCells() {
    assertThatThrownBy(() -> violations("| stepping | not yet |"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not | concept | class | tests | example |");
  }

  @Test
  void theCountsSayHowManyRowsWorkAndHowManyBehavioursAreShown() {
    assertThat(table("| a | `Coroutine` | `T#t` | |\n| b | not yet | | |").counts())
        .startsWith("ancestry: 1 ancestors, 2 concepts: 1 work, 1 not yet, 0 not applicable; 0");
    assertThat(behaviours("| a | `T#t` |\n| b | not yet |\n| c | not applicable: d |").counts())
        .endsWith("; 3 behaviours: 1 shown by tests, 1 not yet, 1 not applicable");
  }

  @Test
  void aBehaviourIsShownByTestsThatRanGreen() {
    assertThat(behaviourViolations("| a | as here: `CoroutineTest#returns` |")).isEmpty();
    assertThat(behaviourViolations("| a | not yet |")).isEmpty();
    assertThat(behaviourViolations("| a | somehow |"))
        .containsExactly("Weightless compose, a: names no test as `Class#method`");
    assertThat(behaviourViolations("| a | `GoneTest#goes`, `CoroutineTest#fails` |"))
        .containsExactly(
            "Weightless compose, a: no such test: GoneTest#goes",
            "Weightless compose, a: did not run green: GoneTest#goes",
            "Weightless compose, a: did not run green: CoroutineTest#fails");
  }

  @Test
  void aBehaviourThatIsNotApplicableGivesItsReason() {
    assertThat(behaviourViolations("| a | not applicable: there are no stacks |")).isEmpty();
    assertThat(behaviourViolations("| a | not applicable: |")).hasSize(1);
  }

  @Test
  void aBehaviourHasTwoCellsAndTheNextAncestorConceptsAgain() {
    assertThatThrownBy(() -> behaviours("| a | not yet | |"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not | behaviour | shown by |");
    assertThat(behaviours("| a | not yet |\n## Next\n| b | not yet | | |").tables())
        .containsOnlyKeys("Next");
  }

  private static Ancestry table(String rows) {
    return Ancestry.parse(
        "## Weightless compose\n\n| concept | class | tests | example |\n|---|---|---|---|\n"
            + rows);
  }

  private static Ancestry behaviours(String rows) {
    return Ancestry.parse(
        "## Weightless compose\n\n### Behaviours\n\n| behaviour | shown by |\n|---|---|\n" + rows);
  }

  private static List<String> violations(String rows) {
    return table(rows).violations(ONE, Map.of(), TREE);
  }

  private static List<String> behaviourViolations(String rows) {
    return behaviours(rows).violations(Map.of(), ONE, TREE);
  }
}
