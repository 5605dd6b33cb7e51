package io.weightless.http.admin;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reactors of a [Watched], as the endpoint's own reactor knows them.
final class Subjects {
  private final Watched watched;
  private final Map<Reactor, Subject> known = new LinkedHashMap<>();

  Subjects(Watched watched) {
    this.watched = watched;
  }

  /// Those of now, by name, in their order.
  Map<String, Subject> now() {
    Map<String, Reactor> present = watched.now();
    known.keySet().retainAll(new HashSet<>(present.values()));
    Map<String, Subject> byName = new LinkedHashMap<>();
    present.forEach(
        (name, reactor) -> byName.put(name, known.computeIfAbsent(reactor, Subject::new)));
    return byName;
  }

  /// Null for none.
  @Nullable Subject named(String name) {
    Reactor reactor = watched.find(name);
    if (reactor == null) {
      return null;
    }
    Subject subject = known.get(reactor);
    return subject == null ? now().get(name) : subject; // which forgets the others
  }

  /// What all of them say, at the same time.
  ///
  /// - **Waits**: for the last one, a second at most.
  static <T> Map<String, Answer<T>> ask(
      Map<String, Subject> subjects, Function<Subject, Answer<T>> how) {
    return Scope.run(scope -> {
      Map<String, Task<Answer<T>>> asked = new LinkedHashMap<>();
      subjects.forEach(
          (name, subject) -> asked.put(name, scope.start("ask " + name, () -> how.apply(subject))));
      Map<String, Answer<T>> answers = new LinkedHashMap<>();
      asked.forEach((name, task) -> answers.put(name, task.await()));
      return answers;
    });
  }

  /// None is watched any more. Those that hang see to it when they go on.
  void release() {
    known.values().forEach(Subject::release);
  }
}
