package io.weightless.net.dns;

import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.List;
import java.util.stream.Stream;

/// Asks for the addresses of a host under each whole name that it may have, until there are some.
record HostSearch(Lookups lookups, ResolverOptions options) {
  /// @return the addresses of the first name that has any; or what tells most of why there are none
  Answer any(List<DomainName> names) {
    Answer most = both(names.getFirst());
    for (DomainName name : names.subList(1, names.size())) {
      if (most instanceof Answer.Found || isOutOfReach(most)) {
        return most;
      }
      most = better(both(name), most);
    }
    return most;
  }

  /// The other names are asked of the same servers.
  private static boolean isOutOfReach(Answer answer) {
    return answer instanceof Answer.Failed failed
        && (failed.reason() == Reason.TIMED_OUT || failed.reason() == Reason.UNREACHABLE);
  }

  /// Both families, side by side.
  private Answer both(DomainName name) {
    return Scope.run(scope -> {
      Task<Answer> other = scope.start("AAAA of " + name, () -> find(name, RecordType.AAAA));
      return together(find(name, RecordType.A), other.await());
    });
  }

  private Answer find(DomainName name, RecordType type) {
    return lookups.find(new Question(name, type), options);
  }

  private static Answer together(Answer four, Answer six) {
    if (four instanceof Answer.Found fours && six instanceof Answer.Found sixes) {
      return new Answer.Found(
          Stream.concat(fours.records().stream(), sixes.records().stream()).toList(),
          fours.lifetime());
    }
    boolean isNobody = isNobody(four) || isNobody(six);
    return isNobody && !(four instanceof Answer.Found) && !(six instanceof Answer.Found)
        ? isNobody(four) ? four : six
        : better(four, six);
  }

  /// A name that does not exist has no record of any type.
  private static boolean isNobody(Answer answer) {
    return answer instanceof Answer.Missing missing && missing.reason() == Reason.NO_SUCH_NAME;
  }

  /// The one that tells more: addresses, then that it is not known, then that there are none, then
  /// that the name is nobody's.
  private static Answer better(Answer one, Answer other) {
    return rank(one) <= rank(other) ? one : other;
  }

  private static int rank(Answer answer) {
    return switch (answer) {
      case Answer.Found _ -> 0;
      case Answer.Failed _, Answer.Elsewhere _ -> 1;
      case Answer.Missing _ -> isNobody(answer) ? 3 : 2;
    };
  }
}
