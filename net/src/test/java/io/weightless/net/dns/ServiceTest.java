package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.dns.RecordData.Service;
import io.weightless.net.dns.ResolveException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The hosts of services: RFC 2782.
final class ServiceTest {
  @AutoClose private final Names names = new Names();

  ServiceTest() throws IOException {}

  @Test
  void theSmallestPriorityComesFirst() throws Exception {
    names.wires.put(
        FIRST,
        reply -> reply.service(20, 0, 3, "c").service(10, 0, 1, "a").service(65535, 0, 4, "d"));
    names.run(_ ->
        assertThat(names.resolver().srv("_x._tcp.org"))
            .containsExactly(
                new Service(10, 0, 1, "a"),
                new Service(20, 0, 3, "c"),
                new Service(65535, 0, 4, "d")));
  }

  private static int timesFirst(Service wanted, Service... all) {
    SplittableRandom random = new SplittableRandom(1);
    int count = 0;
    for (int i = 0; i < 10_000; i++) {
      List<Service> ordered = ServiceOrder.of(List.of(all), random);
      assertThat(ordered).containsExactlyInAnyOrder(all);
      count += ordered.getFirst().equals(wanted) ? 1 : 0;
    }
    return count;
  }

  @Test
  void ofOnePriorityEachIsFirstAsOftenAsItHasWeight() {
    Service light = new Service(1, 1_000, 1, "light");
    Service heavy = new Service(1, 3_000, 1, "heavy");

    assertThat(timesFirst(heavy, light, heavy)).isBetween(7_300, 7_700);
  }

  @Test
  void oneWithoutWeightIsSeldomFirst() {
    Service none = new Service(1, 0, 1, "none");
    Service heavy = new Service(1, 65_535, 1, "heavy");

    assertThat(timesFirst(none, heavy, none)).isLessThan(10);
    assertThat(timesFirst(none, none)).isEqualTo(10_000);
  }

  @Test
  void aServiceThatIsNotOfferedHasNoHosts() throws Exception {
    names.wires.put(FIRST, reply -> reply.service(0, 0, 0, "."));
    names.run(_ ->
        assertThat(reason(() -> names.resolver().srv("_x._tcp.org"))).isEqualTo(Reason.NO_DATA));
  }

  @Test
  void theTextsOfANameAreEachInOnePiece() throws Exception {
    names.wires.put(FIRST, reply -> reply.text("v=spf1", " -all").text("other"));
    names.run(_ ->
        assertThat(names.resolver().txt("example.org")).containsExactly("v=spf1 -all", "other"));
  }
}
