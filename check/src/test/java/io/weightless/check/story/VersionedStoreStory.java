package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The versioned store of the examples, in a program of its own, and in others that use it.
class VersionedStoreStory {
  private static final String EXAMPLE = "examples/VersionedStore.java";

  /// Before the lines of a trial, which works on variables that are lists.
  private static final String BEGIN =
      """
      import java.util.ArrayList;
      import java.util.List;

      class Trial {
        static void tell(String what, VersionedStore<List<Integer>>.Work work) {
          try {
            work.commit();
            System.out.println(what + " is done");
          } catch (VersionedStore.ConcurrentUpdate e) {
            System.out.println(what + ": " + e.getMessage());
          }
        }

        public static void main(String[] arguments) {
          var store = new VersionedStore<List<Integer>>(List.of(), ArrayList::new);
      """;

  @TempDir Path folder;

  /// What a trial prints.
  private String trial(String lines) throws IOException {
    Path store = folder.resolve("VersionedStore.java");
    Files.copy(Program.root().resolve(EXAMPLE), store);
    Path trial = Files.writeString(folder.resolve("Trial.java"), BEGIN + lines + "}}\n");
    try (Program program = Program.weightless("run", trial.toString())) {
      assertThat(program.exit()).as(program.toString()).isZero();
      return program.out();
    }
  }

  @Test
  void noMoneyIsLostWhenThreeMoveItAtOnce() {
    try (Program accounts = Program.weightless("run", EXAMPLE, "100")) {
      assertThat(accounts.exit()).as(accounts.toString()).isZero();
      assertThat(accounts.out()).startsWith("ann has 700, bob has 1300\n");
      assertThat(accounts.out()).as("they were in each other's way").doesNotContain("\n0 conf");
    }
  }

  @Test
  void aMistakeIsToldInOneLine() {
    try (Program mistaken = Program.weightless("run", EXAMPLE, "often")) {
      assertThat(mistaken.exit()).isEqualTo(2);
      assertThat(mistaken.err()).isEqualTo("usage: VersionedStore.java TIMES\n");
    }
  }

  @Test
  void whoComesLaterIsRefusedAsAWholeAndSucceedsWithAFreshCopy() throws IOException {
    assertThat(
            trial(
                """
                var first = store.using("a", "b");
                var second = store.using("a", "b");
                first.set("a", List.of(1));
                second.set("b", List.of(2));
                tell("first", first);
                tell("second", second);
                System.out.println(store.using("b").get("b"));
                var again = store.using("a", "b");
                again.set("b", List.of(2));
                tell("again", again);
                System.out.println(store.using("a").get("a") + " " + store.using("b").get("b"));
                """))
        .isEqualTo(
            """
            first is done
            second: 'a' was changed meanwhile
            []
            again is done
            [1] [2]
            """);
  }

  @Test
  void whatWasOnlyReadMustNotHaveMovedOnEither() throws IOException {
    assertThat(
            trial(
                """
                var reader = store.using("read", "written");
                reader.set("written", reader.get("read"));
                var other = store.using("read");
                other.set("read", List.of(1));
                tell("other", other);
                tell("reader", reader);
                """))
        .isEqualTo("other is done\nreader: 'read' was changed meanwhile\n");
  }

  @Test
  void worksOnDifferentVariablesAreNotInEachOthersWay() throws IOException {
    assertThat(
            trial(
                """
                var one = store.using("a");
                var other = store.using("b");
                one.set("a", List.of(1));
                other.set("b", List.of(2));
                tell("one", one);
                tell("other", other);
                one.set("a", List.of(3));
                tell("one, once more,", one);
                System.out.println(store.using("a").get("a") + " " + store.using("b").get("b"));
                """))
        .isEqualTo("one is done\nother is done\none, once more, is done\n[3] [2]\n");
  }

  @Test
  void nobodySeesWhatWasNotCommittedNorChangesWhatWas() throws IOException {
    assertThat(
            trial(
                """
                var work = store.using("a");
                List<Integer> mine = work.get("a");
                mine.add(1);
                System.out.println(store.using("a").get("a"));
                tell("work", work);
                mine.add(2);
                store.using("a").get("a").add(3);
                System.out.println(store.using("a").get("a"));
                """))
        .isEqualTo("[]\nwork is done\n[1]\n");
  }

  @Test
  void whatWasNotNamedIsNotThere() throws IOException {
    assertThat(
            trial(
                """
                try {
                  store.using("a").get("b");
                } catch (IllegalArgumentException e) {
                  System.out.println(e.getMessage());
                }
                """))
        .isEqualTo("'b' is none of [a]\n");
  }
}
