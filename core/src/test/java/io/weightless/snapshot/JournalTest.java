package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.snapshot.Entry.Kind;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final Journal journal =
      new Journal(new Terms("it"), new Start(0, new byte[0], List.of(), false));

  private static List<Entry> oneStep() {
    return List.of(Entry.of(Kind.NEXT), Entry.of(Kind.READ));
  }

  private WeakReference<List<Entry>> replayed() {
    List<Entry> before = oneStep();
    journal.replay(before);
    journal.begin(Entry.of(Kind.NEXT));
    journal.add(Entry.of(Kind.READ));
    return new WeakReference<>(before);
  }

  @Test
  void whatWasDoneBeforeIsForgottenWhenItIsDoneAgain() {
    WeakReference<List<Entry>> before = replayed();
    for (int i = 0; i < 50 && !before.refersTo(null); i++) {
      System.gc();
    }
    assertThat(before.refersTo(null)).isTrue();
    assertThat(journal.isReplaying()).isFalse();
  }
}
