package io.weightless.http.admin;

import io.weightless.component.Component;
import io.weightless.inspect.SeenChannel;
import io.weightless.inspect.SeenComponent;
import io.weightless.inspect.SeenStream;
import io.weightless.inspect.SeenTask;
import io.weightless.inspect.Snapshot;
import io.weightless.reactor.TaskInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// Some figures of each reactor. There are as many samples for many tasks as for few.
final class Metrics {
  private static final String PREFIX = "weightless_";
  private static final double NANOS = 1e9;

  private final Exposition out = new Exposition();

  /// Of those that have answered, by name.
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();

  private Metrics(Map<String, Answer<Snapshot>> answers) {
    out.gauge(PREFIX + "up", "Whether the reactor answered within a second.");
    answers.forEach((name, answer) -> {
      out.sample(Map.of("reactor", name), answer.value() == null ? 0 : 1);
      if (answer.value() != null) {
        snapshots.put(name, answer.value());
      }
    });
  }

  static String of(Map<String, Answer<Snapshot>> answers) {
    Metrics metrics = new Metrics(answers);
    metrics.ofLoops();
    metrics.ofTasks();
    metrics.ofStreams();
    metrics.ofChannels();
    metrics.ofComponents();
    return metrics.out.toString();
  }

  private void ofLoops() {
    out.counter(PREFIX + "turns_total", "Turns of tasks and callbacks since it was opened.");
    each(snapshot -> snapshot.loop().turns());
    out.gauge(PREFIX + "timers", "Timers that are pending.");
    each(snapshot -> snapshot.loop().timers());
    out.counter(PREFIX + "holds_total", "Turns that held the loop for half a second or so.");
    each(snapshot -> snapshot.loop().holds());
    out.gauge(PREFIX + "longest_hold_seconds", "The longest of them.");
    each(snapshot -> snapshot.loop().longestHoldNanos() / NANOS);
  }

  private void ofTasks() {
    out.gauge(PREFIX + "tasks", "Tasks, and threads that they have started, by what they do.");
    for (TaskInfo.State state : TaskInfo.State.values()) {
      snapshots.forEach((name, snapshot) -> {
        long count = snapshot.tasks().stream().map(SeenTask::state).filter(state::equals).count();
        out.sample(labels(name, "state", state), (double) count);
      });
    }
  }

  private void ofStreams() {
    out.gauge(PREFIX + "streams", "Streams, listeners and files that are open.");
    each(snapshot -> snapshot.streams().size());
    out.gauge(PREFIX + "streams_received_bytes", "What came in by those that are open.");
    each(snapshot -> sum(snapshot.streams(), SeenStream::received));
    out.gauge(PREFIX + "streams_sent_bytes", "What went out by those that are open.");
    each(snapshot -> sum(snapshot.streams(), SeenStream::sent));
  }

  private void ofChannels() {
    out.gauge(PREFIX + "channels", "Channels that somebody waits at, or that were watched.");
    each(snapshot -> snapshot.channels().size());
    out.gauge(PREFIX + "channels_buffered", "Values that they keep.");
    each(snapshot -> sum(snapshot.channels(), SeenChannel::buffered));
    out.gauge(PREFIX + "channels_senders_waiting", "Tasks that wait to send there.");
    each(snapshot -> sum(snapshot.channels(), SeenChannel::sendersWaiting));
    out.gauge(PREFIX + "channels_receivers_waiting", "Tasks that wait to receive there.");
    each(snapshot -> sum(snapshot.channels(), SeenChannel::receiversWaiting));
  }

  private void ofComponents() {
    out.gauge(PREFIX + "components", "Components, by state.");
    for (Component.State state : Component.State.values()) {
      snapshots.forEach((name, snapshot) -> {
        long count =
            snapshot.components().stream().map(SeenComponent::state).filter(state::equals).count();
        out.sample(labels(name, "state", state), (double) count);
      });
    }
    out.gauge(PREFIX + "components_waiting", "Values that wait in their inlets and outlets.");
    each(snapshot ->
        sum(snapshot.components(), component -> sum(component.ports(), port -> port.waiting())));
  }

  private void each(ToDoubleFunction<Snapshot> figure) {
    snapshots.forEach(
        (name, snapshot) -> out.sample(Map.of("reactor", name), figure.applyAsDouble(snapshot)));
  }

  private static <T> long sum(List<T> all, ToLongFunction<T> figure) {
    return all.stream().mapToLong(figure).sum();
  }

  private static Map<String, String> labels(String reactor, String label, Enum<?> value) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("reactor", reactor);
    labels.put(label, value.name().toLowerCase(Locale.ROOT));
    return labels;
  }
}
