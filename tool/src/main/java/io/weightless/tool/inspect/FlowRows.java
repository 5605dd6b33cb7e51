package io.weightless.tool.inspect;

import io.weightless.component.Component;
import io.weightless.inspect.SeenChannel;
import io.weightless.inspect.SeenComponent;
import io.weightless.inspect.SeenPort;
import io.weightless.inspect.SeenStream;
import io.weightless.inspect.SeenWire;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The components, channels or streams of one reactor.
final class FlowRows {
  private final Known reactor;
  private final int depth;
  private final Tree tree;

  FlowRows(Known reactor, int depth, Tree tree) {
    this.reactor = reactor;
    this.depth = depth;
    this.tree = tree;
  }

  /// Each with its ports, and inside of the one that its path begins with. Ports that nothing leads
  /// to or from, and that have seen nothing, are left out.
  void addComponents() {
    Map<String, String> wires = new HashMap<>();
    for (SeenWire wire : reactor.now().wires()) {
      String leads = "→ '" + wire.inlet() + "' of " + last(wire.to());
      wires.merge(wire.from() + "\n" + wire.outlet(), leads, (one, other) -> one + ", " + other);
    }
    for (SeenComponent component : reactor.now().components()) {
      int level = depth + (int) component.path().chars().filter(c -> c == '/').count();
      tree.add(level, row(component));
      for (SeenPort port : component.ports()) {
        String wire = wires.getOrDefault(component.path() + "\n" + port.name(), "");
        if (!wire.isEmpty() || port.capacity() > 0 || port.passed() > 0) {
          tree.add(level + 1, row(component, port, wire));
        }
      }
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Row row(SeenComponent component) {
    String name = last(component.path());
    String state = component.state().name().toLowerCase(Locale.ROOT);
    return new Row(
        reactor.name() + "/" + component.path(),
        component.path() + reactor.suffix(),
        component.type() + " " + state,
        component.state() == Component.State.CRASHED ? Row.Kind.TROUBLE : Row.Kind.HEADING,
        0,
        0,
        0,
        null,
        () -> List.of(name, "", "", "", state));
  }

  private Row row(SeenComponent component, SeenPort port, String wire) {
    String what = "'" + port.name() + "' of " + component.path();
    double in = reactor.rates().in(what);
    double out = reactor.rates().out(what);
    String name = name(port);
    boolean isBox = port.capacity() > 0 || port.passed() > 0;
    return new Row(
        reactor.name() + "/" + what,
        component.path() + " " + name + reactor.suffix(),
        wire,
        kind(port.waiting(), port.capacity()),
        0,
        in + out,
        0,
        null,
        () ->
            List.of(
                name,
                box(port.waiting(), port.capacity()),
                isBox ? Amounts.rate(in) : "",
                isBox ? Amounts.rate(out) : "",
                wire));
  }

  /// With its direction, where the name does not tell it.
  private static String name(SeenPort port) {
    String direction = port.inlet() ? "in" : "out";
    return port.name().equals(direction) ? direction : port.name() + " (" + direction + ")";
  }

  void addChannels() {
    for (SeenChannel channel : reactor.now().channels()) {
      tree.add(depth, row(channel));
    }
  }

  private Row row(SeenChannel channel) {
    String what = "channel " + channel.id();
    double in = reactor.rates().in(what);
    double out = reactor.rates().out(what);
    String name = channel.id() + " " + channel.description();
    return new Row(
        reactor.name() + "/" + what,
        name + reactor.suffix(),
        who(channel),
        kind(channel.buffered(), channel.capacity()),
        0,
        in + out,
        0,
        null,
        () ->
            List.of(
                name,
                box(channel.buffered(), channel.capacity()),
                Amounts.rate(in),
                Amounts.rate(out),
                Amounts.count(channel.dropped()),
                who(channel)));
  }

  /// Who waits there, and who was there last.
  private static String who(SeenChannel channel) {
    StringBuilder who = new StringBuilder();
    if (channel.sendersWaiting() > 0) {
      who.append(Amounts.count(channel.sendersWaiting())).append(" wait to send");
    }
    if (channel.receiversWaiting() > 0) {
      who.append(who.isEmpty() ? "" : ", ");
      who.append(Amounts.count(channel.receiversWaiting())).append(" wait to receive");
    }
    if (channel.sender() != null || channel.receiver() != null) {
      who.append(who.isEmpty() ? "" : "; ").append(name(channel.sender()));
      who.append(" → ").append(name(channel.receiver()));
    }
    return who.toString();
  }

  private static String name(@Nullable String name) {
    return name == null ? "?" : name;
  }

  void addStreams() {
    for (SeenStream stream : reactor.now().streams()) {
      tree.add(depth, row(stream));
    }
  }

  private Row row(SeenStream stream) {
    String what = "stream " + stream.id();
    double in = reactor.rates().in(what);
    double out = reactor.rates().out(what);
    return new Row(
        reactor.name() + "/" + what,
        stream.name() + reactor.suffix(),
        "",
        Row.Kind.PLAIN,
        0,
        in + out,
        0,
        null,
        () ->
            List.of(
                stream.name(),
                Amounts.bytes(in),
                Amounts.bytes(out),
                Amounts.bytes((double) stream.received()),
                Amounts.bytes((double) stream.sent())));
  }

  /// A box that is full is marked, so that nobody has to compare numbers.
  private static String box(int waiting, int capacity) {
    String full = capacity > 0 && waiting >= capacity ? "!" : "";
    return capacity == 0 ? "-" : full + Amounts.count(waiting) + "/" + Amounts.count(capacity);
  }

  private static Row.Kind kind(int waiting, int capacity) {
    return capacity > 0 && waiting >= capacity ? Row.Kind.TROUBLE : Row.Kind.PLAIN;
  }
}
