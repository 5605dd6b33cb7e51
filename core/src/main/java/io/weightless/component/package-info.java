/// Floor 3: components; programs that read what comes in and write what goes out, and are wired by
/// somebody else.
///
/// ```java
/// final class Shout extends Component<String, String> {
///   @Override
///   protected void main() {
///     for (String line : in) {          // until all that writes here has ended
///       out.send(line.toUpperCase(ROOT));
///     }
///   }
/// }
///
/// new Lines(file).into(new Shout()).into(new Print()).run();
/// ```
///
/// What holds for all of them:
///
/// - **Order**: what one outlet sends is received in that order; several that lead to one inlet are
///   served first come, first served.
/// - **Limit**: an inlet keeps [Inlet#CAPACITY] values if not told otherwise, then its senders
///   wait; whatever lies between them, the slowest holds up all that is before it.
/// - **Ending**: in good order it flows with the values. When a component returns, what it has sent
///   is received, and then those behind it see the end. A crash is none: it cancels all, and is
///   thrown with the path of the component. See [Component].
/// - **Runs on**: each component in a task of its own, on the reactor of its parent, or of its
///   [Place].
/// - **Cost**: a value goes from its outlet to the inlet where it is read in one step, however many
///   components lie around the two.
///
/// From Axon, the core of Kamaelia: inlets and outlets are its inboxes and outboxes, the end of an
/// inlet is its `producerFinished`, and cancellation its `shutdownMicroprocess`. Nulls are refused
/// unless marked.
@NullMarked
package io.weightless.component;

import org.jspecify.annotations.NullMarked;
