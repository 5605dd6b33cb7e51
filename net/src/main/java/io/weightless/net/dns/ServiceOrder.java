package io.weightless.net.dns;

import io.weightless.net.dns.RecordData.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// The order in which the hosts of a service are to be tried: RFC 2782.
final class ServiceOrder {
  private ServiceOrder() {}

  /// By priority, the smallest first; of one priority by chance, each as often first as its weight
  /// is of all their weights, and those without one most often last.
  static List<Service> of(List<Service> services, RandomGenerator random) {
    List<Service> left = new ArrayList<>(services);
    left.sort(Comparator.comparingInt(Service::priority).thenComparingInt(Service::weight));
    List<Service> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      int priority = left.getFirst().priority();
      List<Service> same = left.stream().filter(s -> s.priority() == priority).toList();
      Service next = pick(same, random);
      left.remove(next);
      ordered.add(next);
    }
    return List.copyOf(ordered);
  }

  private static Service pick(List<Service> same, RandomGenerator random) {
    int total = same.stream().mapToInt(Service::weight).sum();
    int chosen = random.nextInt(total + 1);
    int sum = 0;
    for (Service service : same) {
      sum += service.weight();
      if (sum >= chosen) {
        return service;
      }
    }
    return same.getLast();
  }
}
