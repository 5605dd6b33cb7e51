package io.weightless.check.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.architecture.Floors.Wall;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// An arrow never points up: the floors of the house, kept here and nowhere else.
@OneEngine
final class FloorsTest {
  private static final Map<String, Integer> ROOMS =
      floors(
          /* 0 */ "engine coroutine",
          /* 1 */ "reactor snapshot",
          /* 2 */ "channel scope sync offload deferred fiber",
          /* 3 */ "component observe event shard active inspect",
          /* 4 */ "net gio callback protocol",
          /* 5 */ "http websocket testing",
          /* 6 */ "link simulation",
          /* 7 */ "tool",
          /* 8 */ "check");

  /// Who may know somebody of the own floor: a coroutine's stack is the engine's, a select waits
  /// for the end of tasks too, a Deferred may be fired by a task, a component may run on a reactor
  /// of its own, events are delivered as a tree's messages are, and a bus is a component, who looks
  /// inside sees components, gio is on streams, callbacks are for what is ready, and protocols for
  /// what comes in on a stream.
  private static final Map<String, Set<String>> NEIGHBOURS =
      Map.of(
          "coroutine", Set.of("engine"),
          "channel", Set.of("scope"),
          "deferred", Set.of("scope"),
          "component", Set.of("shard"),
          "event", Set.of("component", "observe"),
          "inspect", Set.of("component"),
          "gio", Set.of("net"),
          "callback", Set.of("net"),
          "protocol", Set.of("net"));

  private static final Set<String> CORE =
      ROOMS.entrySet().stream()
          .filter(room -> room.getValue() <= 3)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());

  /// What an interrupt does to a file or a socket, so that a cancelled task's failure can be told
  /// from it.
  private static final Set<String> INTERRUPTED =
      Set.of("java.nio.channels.ClosedByInterruptException", "java.net.SocketException");

  private static final List<Wall> WALLS =
      List.of(
          new Wall(
              "core has no sockets",
              type -> CORE.contains(Floors.room(type)),
              startsWith("java.net.", "java.nio.channels.", "javax.net.")
                  .and(type -> !INTERRUPTED.contains(type))),
          new Wall(
              "the wire knows bytes only",
              startsWith("io.weightless.http.internal.wire."),
              startsWith(
                  "java.nio.channels.",
                  "javax.net.",
                  "java.net.Datagram",
                  "java.net.Inet",
                  "java.net.ServerSocket",
                  "java.net.Socket",
                  "java.net.http.")),
          new Wall(
              "the wire knows nothing of ours but the values of http",
              startsWith("io.weightless.http.internal.wire."),
              type ->
                  type.startsWith(Floors.ROOT)
                      && !Use.packageOf(type).equals("io.weightless.http")
                      && !Use.packageOf(type).equals("io.weightless.http.internal.wire")),
          new Wall(
              "the tool is an outsider: internal packages are not for it",
              startsWith("io.weightless.tool."),
              type ->
                  type.startsWith(Floors.ROOT)
                      && !type.startsWith("io.weightless.tool.")
                      && Use.packageOf(type).contains(".internal")),
          new Wall(
              "benchmarks are for check alone, and so is Netty",
              type -> !type.startsWith("io.weightless.check."),
              startsWith("io.netty.")));

  private static final Floors FLOORS = new Floors(ROOMS, NEIGHBOURS, WALLS);

  @Test
  void noArrowPointsUp() {
    Set<Use> uses = new HashSet<>();
    House.here().classes("target/classes").forEach(file -> uses.addAll(Use.in(file)));
    assertThat(uses).isNotEmpty();
    assertThat(FLOORS.violations(uses)).isEmpty();
  }

  @Test
  void anArrowUpIsNamed() {
    assertThat(violations("io.weightless.reactor.Reactor", "io.weightless.scope.Scope"))
        .containsExactly(
            "io.weightless.reactor.Reactor uses io.weightless.scope.Scope (floor 1 to floor 2)");
  }

  @Test
  void anArrowDownIsFine() {
    assertThat(violations("io.weightless.http.Server", "io.weightless.net.Stream")).isEmpty();
  }

  @Test
  void siblingsAreStrangersUnlessTheyAreListed() {
    assertThat(violations("io.weightless.scope.Scope", "io.weightless.channel.Channel")).hasSize(1);
    assertThat(
            violations("io.weightless.coroutine.Coroutine", "io.weightless.engine.internal.Fast"))
        .isEmpty();
  }

  @Test
  void aRoomWithoutAFloorIsNamed() {
    assertThat(violations("io.weightless.attic.Box", "io.weightless.net.Stream"))
        .containsExactly("room attic is on no floor: give it one in FloorsTest");
  }

  @Test
  void coreMayNotTouchSockets() {
    for (String socket :
        List.of("java.nio.channels.Selector", "java.net.Socket", "javax.net.ssl.SSLEngine")) {
      assertThat(violations("io.weightless.scope.Scope", socket))
          .singleElement()
          .asString()
          .endsWith("core has no sockets");
      assertThat(violations("io.weightless.net.internal.nio.Poller", socket)).isEmpty();
    }
  }

  @Test
  void theWireMayNotKnowSocketsNorOurStreams() {
    String wire = "io.weightless.http.internal.wire.RequestParser";
    assertThat(violations(wire, "java.nio.channels.SocketChannel")).hasSize(1);
    assertThat(violations(wire, "java.net.InetSocketAddress")).hasSize(1);
    assertThat(violations(wire, "io.weightless.net.Stream")).hasSize(1);
    assertThat(violations(wire, "io.weightless.http.internal.Connection")).hasSize(1);
    assertThat(violations(wire, "io.weightless.http.Headers")).isEmpty();
    assertThat(violations(wire, "java.nio.ByteBuffer")).isEmpty();
  }

  @Test
  void theToolMayNotUseInternalPackages() {
    assertThat(violations("io.weightless.tool.Main", "io.weightless.net.internal.nio.Poller"))
        .hasSize(1);
    assertThat(violations("io.weightless.tool.Main", "io.weightless.net.Stream")).isEmpty();
  }

  @Test
  void packagesThatKnowEachOtherAreACycle() {
    List<Use> uses =
        List.of(
            new Use("io.weightless.check.bench.A", "io.weightless.check.story.B"),
            new Use("io.weightless.check.story.B", "io.weightless.check.bench.A"));
    assertThat(FLOORS.violations(uses)).hasSize(2).allMatch(line -> line.contains("leads back"));
  }

  @Test
  void aPackageAndItsInternalOneAreNoCycle() {
    List<Use> uses =
        List.of(
            new Use("io.weightless.http.HttpServer", "io.weightless.http.internal.Connection"),
            new Use("io.weightless.http.internal.Connection", "io.weightless.http.Request"));
    assertThat(FLOORS.violations(uses)).isEmpty();
  }

  /// A field, a method and a string, written as a class file: the string is no use of a class.
  @Test
  void usesAreReadFromFieldsAndSignaturesAndNotFromStrings() throws IOException {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of("io.weightless.reactor.Fabricated"),
                type ->
                    type.withField("stream", ClassDesc.of("io.weightless.net.Stream"), 0)
                        .withMethodBody(
                            "text",
                            MethodTypeDesc.of(
                                ClassDesc.of("java.lang.String"),
                                ClassDesc.of("java.net.Socket").arrayType()),
                            ClassFile.ACC_STATIC,
                            code -> code.loadConstant("Ljava/net/URI;").areturn()));
    Set<Use> uses = Use.in(ClassFile.of().parse(bytes));
    assertThat(uses)
        .extracting(Use::to)
        .containsExactlyInAnyOrder(
            "io.weightless.net.Stream", "java.net.Socket", "java.lang.String", "java.lang.Object");
    assertThat(FLOORS.violations(uses)).hasSize(2);
  }

  private static List<String> violations(String from, String to) {
    return FLOORS.violations(List.of(new Use(from, to)));
  }

  private static Predicate<String> startsWith(String... prefixes) {
    return type -> Arrays.stream(prefixes).anyMatch(type::startsWith);
  }

  /// The rooms of floor 0, of floor 1 and so on.
  private static Map<String, Integer> floors(String... roomsByFloor) {
    Map<String, Integer> floors = new TreeMap<>();
    for (int floor = 0; floor < roomsByFloor.length; floor++) {
      for (String room : Stream.of(roomsByFloor[floor].split(" ", -1)).toList()) {
        floors.put(room, floor);
      }
    }
    return floors;
  }
}
