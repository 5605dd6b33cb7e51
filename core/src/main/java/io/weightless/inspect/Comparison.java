package io.weightless.inspect;

import io.weightless.inspect.Difference.Flow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two snapshots side by side.
final class Comparison {
  private final Snapshot earlier;
  private final Snapshot later;
  private final double seconds;
  private final List<Flow> flows = new ArrayList<>();

  Comparison(Snapshot earlier, Snapshot later) {
    this.earlier = earlier;
    this.later = later;
    seconds = (later.atNanos() - earlier.atNanos()) / 1e9;
  }

  Difference difference() {
    Map<Long, SeenTask> tasks = byKey(earlier.tasks(), SeenTask::id);
    Map<String, SeenComponent> components = byKey(earlier.components(), SeenComponent::path);
    Set<SeenWire> wiresBefore = new HashSet<>(earlier.wires());
    Set<SeenWire> wiresNow = new HashSet<>(later.wires());
    Set<Long> tasksNow = keys(later.tasks(), SeenTask::id);
    Set<String> componentsNow = keys(later.components(), SeenComponent::path);
    flowsOfPorts(components);
    flowsOfChannels();
    flowsOfStreams();
    return new Difference(
        later.atNanos() - earlier.atNanos(),
        perSecond(earlier.loop().turns(), later.loop().turns()),
        later.tasks().stream().filter(task -> !tasks.containsKey(task.id())).toList(),
        earlier.tasks().stream().filter(task -> !tasksNow.contains(task.id())).toList(),
        later.tasks().stream().filter(task -> hasChanged(tasks.get(task.id()), task)).toList(),
        later.components().stream()
            .filter(one -> isNewOrChanged(components.get(one.path()), one))
            .toList(),
        components.keySet().stream().filter(path -> !componentsNow.contains(path)).toList(),
        later.wires().stream().filter(wire -> !wiresBefore.contains(wire)).toList(),
        earlier.wires().stream().filter(wire -> !wiresNow.contains(wire)).toList(),
        flows);
  }

  private static <K, V> Map<K, V> byKey(List<V> all, Function<V, K> key) {
    Map<K, V> byKey = new LinkedHashMap<>();
    all.forEach(one -> byKey.put(key.apply(one), one));
    return byKey;
  }

  private static <K, V> Set<K> keys(List<V> all, Function<V, K> key) {
    return all.stream().map(key).collect(Collectors.toSet());
  }

  private static boolean hasChanged(@Nullable SeenTask before, SeenTask now) {
    return before != null
        && (before.state() != now.state() || !Objects.equals(before.awaits(), now.awaits()));
  }

  private static boolean isNewOrChanged(@Nullable SeenComponent before, SeenComponent now) {
    return before == null || before.state() != now.state();
  }

  private void flowsOfPorts(Map<String, SeenComponent> before) {
    for (SeenComponent component : later.components()) {
      SeenComponent earlierOne = before.get(component.path());
      if (earlierOne != null) {
        Map<String, SeenPort> ports = byKey(earlierOne.ports(), SeenPort::name);
        for (SeenPort port : component.ports()) {
          SeenPort was = ports.get(port.name());
          if (was != null) {
            String what = "'" + port.name() + "' of " + component.path();
            flow(
                what,
                (long) was.waiting() + was.passed(),
                (long) port.waiting() + port.passed(),
                was.passed(),
                port.passed());
          }
        }
      }
    }
  }

  private void flowsOfChannels() {
    Map<Long, SeenChannel> before = byKey(earlier.channels(), SeenChannel::id);
    for (SeenChannel channel : later.channels()) {
      SeenChannel was = before.get(channel.id());
      if (was != null) {
        String what = "channel " + channel.id();
        flow(what, was.sent(), channel.sent(), was.received(), channel.received());
      }
    }
  }

  private void flowsOfStreams() {
    Map<Long, SeenStream> before = byKey(earlier.streams(), SeenStream::id);
    for (SeenStream stream : later.streams()) {
      SeenStream was = before.get(stream.id());
      if (was != null) {
        String what = "stream " + stream.id();
        flow(what, was.received(), stream.received(), was.sent(), stream.sent());
      }
    }
  }

  private void flow(String what, long inBefore, long in, long outBefore, long out) {
    if (in != inBefore || out != outBefore) {
      flows.add(new Flow(what, perSecond(inBefore, in), perSecond(outBefore, out)));
    }
  }

  /// What has fewer than before took the place of another one with its name: all of it is new.
  private double perSecond(long before, long now) {
    long more = now < before ? now : now - before;
    return seconds > 0 ? more / seconds : 0;
  }
}
