package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeferredRaceTest {
  private final Seen seen = new Seen();

  private List<Deferred<@Nullable String>> members(int count) {
    List<Deferred<@Nullable String>> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      members.add(new Deferred<>(_ -> seen.trail.add("cancelled " + number)));
    }
    return members;
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,0", "1,1", "2,3", "3,2"})
  void theFirstToSucceedWinsAndTheOthersAreCancelled(int before, int after) {
    List<Deferred<@Nullable String>> members = members(before + 1 + after);
    Deferred<First<@Nullable String>> race = DeferredList.race(members);
    members.get(before).callback("won");

    assertThat(race.result()).isEqualTo(new First<>(before, "won"));
    assertThat(seen.trail).hasSize(before + after).doesNotContain("cancelled " + before);
    assertThat(members).allMatch(member -> member.isFired());
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "1,1", "2,3"})
  void whoFailsIsOutOfTheRace(int before, int after) {
    List<Deferred<@Nullable String>> members = members(before + 1 + after);
    Deferred<First<@Nullable String>> race = DeferredList.race(members);
    for (int i = 0; i < members.size(); i++) {
      if (i != before) {
        members.get(i).errback(problem("out " + i));
      }
    }
    assertThat(race.isFired()).isFalse();
    members.get(before).callback("won");

    assertThat(race.result()).isEqualTo(new First<>(before, "won"));
    assertThat(seen.trail).isEmpty();
  }

  @Test
  void whenAllFailTheRaceFailsWithAllOfThem() {
    List<Deferred<@Nullable String>> members = members(3);
    Deferred<First<@Nullable String>> race = DeferredList.race(members);
    for (int i : new int[] {2, 0, 1}) {
      members.get(i).errback(problem("out " + i));
    }

    assertThat(failureOf(race))
        .isInstanceOfSatisfying(
            FailureGroup.class,
            group ->
                assertThat(group.failures())
                    .extracting(Throwable::getMessage)
                    .containsExactly("out 0", "out 1", "out 2"));
  }

  @Test
  void whoHasSucceededBeforeTheRaceWinsIt() {
    List<Deferred<@Nullable String>> members = members(2);
    members.get(1).callback("early");

    assertThat(DeferredList.race(members).result()).isEqualTo(new First<>(1, "early"));
    assertThat(seen.trail).containsExactly("cancelled 0");
  }

  @Test
  void cancelledItCancelsAllAndIsCancelledItself() {
    List<Deferred<@Nullable String>> members = members(3);
    Deferred<First<@Nullable String>> race = DeferredList.race(members);
    race.cancel();

    assertThat(seen.trail).containsExactly("cancelled 0", "cancelled 1", "cancelled 2");
    assertThat(failureOf(race)).isInstanceOf(CancellationException.class);
  }

  @Test
  void aLoserThatMakesAValueOfItsCancellationHasLostAllTheSame() {
    Deferred<@Nullable String> stubborn = new Deferred<>(deferred -> deferred.callback("late"));
    Deferred<@Nullable String> winner = new Deferred<>();
    Deferred<First<@Nullable String>> race = DeferredList.race(List.of(stubborn, winner));
    winner.callback("won");

    assertThat(race.result()).isEqualTo(new First<>(1, "won"));
  }

  @Test
  void whatALoserComesToIsNobodysConcern() {
    Deferred<@Nullable String> loser = new Deferred<>(deferred -> deferred.errback(problem("x")));
    Deferred<@Nullable String> winner = new Deferred<>();
    Deferred<First<@Nullable String>> race = DeferredList.race(List.of(loser, winner));
    winner.callback("won");

    assertThat(race.isFired()).isTrue();
    assertThat(loser.result()).isNull();
    assertThat(winner.result()).isNull();
  }

  @Test
  void aRaceOfNobodyIsRefused() {
    assertThatThrownBy(() -> DeferredList.race(List.<Deferred<String>>of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
