// One round of Go, in a process of its own: WORK MILLISECONDS [locked]. What ChannelProgram is to
// those of the JVM; with locked, goroutines that work across threads have one each.
package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
)

const (
	capacity   = 64
	senders    = 4
	values     = 50_000
	selected   = 20_000
	roundTrips = 10_000
	farTrips   = 2_000
)

func main() {
	runtime.GOMAXPROCS(1)
	go awaitParent()
	switch millis := amount(); os.Args[1] {
	case "rendezvous":
		spin(millis, timed(roundTrips, func() { exchange(roundTrips, 0) }))
	case "buffered":
		spin(millis, timed(values, stream))
	case "select-4":
		spin(millis, timed(selected, selectAny))
	case "across":
		runtime.GOMAXPROCS(2)
		spin(millis, timed(values, stream))
	case "across-trip":
		runtime.GOMAXPROCS(2)
		spin(millis, timed(farTrips, func() { exchange(farTrips, capacity) }))
	default:
		panic(os.Args[1])
	}
}

// Runs bodies side by side to their ends.
func runAll(bodies ...func()) {
	locked := len(os.Args) > 3
	var ended sync.WaitGroup
	for _, body := range bodies {
		body := body
		ended.Add(1)
		go func() {
			if locked {
				runtime.LockOSThread()
			}
			body()
			ended.Done()
		}()
	}
	ended.Wait()
}

func exchange(times, room int) {
	there, back := make(chan int, room), make(chan int, room)
	arrived := newTally(1)
	runAll(
		func() {
			for i := 0; i < times; i++ {
				there <- i
				arrived.add(<-back)
			}
		},
		func() {
			for i := 0; i < times; i++ {
				back <- <-there
			}
		})
	arrived.check(times)
}

func stream() {
	line := make(chan int, capacity)
	arrived := newTally(1)
	runAll(
		func() { send(line, 0, 1, values) },
		func() {
			for i := 0; i < values; i++ {
				arrived.add(<-line)
			}
		})
	arrived.check(values)
}

func selectAny() {
	bodies := make([]func(), senders)
	lines := make([]chan int, senders)
	for i := range lines {
		i := i
		lines[i] = make(chan int)
		bodies[i] = func() { send(lines[i], i, senders, selected) }
	}
	arrived := newTally(senders)
	runAll(append([]func(){func() { receiveAny(lines, arrived) }}, bodies...)...)
	arrived.check(selected)
}

func receiveAny(lines []chan int, arrived *tally) {
	first, second, third, fourth := lines[0], lines[1], lines[2], lines[3]
	for i := 0; i < selected; i++ {
		select {
		case value := <-first:
			arrived.add(value)
		case value := <-second:
			arrived.add(value)
		case value := <-third:
			arrived.add(value)
		case value := <-fourth:
			arrived.add(value)
		}
	}
}

func send(line chan<- int, first, step, end int) {
	for i := first; i < end; i += step {
		line <- i
	}
}

// What Tally is to the JVM's.
type tally struct {
	next       []int
	count, sum int
}

func newTally(senders int) *tally {
	next := make([]int, senders)
	for i := range next {
		next[i] = i
	}
	return &tally{next: next}
}

func (t *tally) add(value int) {
	sender := value & (len(t.next) - 1)
	if value != t.next[sender] {
		panic(fmt.Sprint("got ", value, " instead of ", t.next[sender]))
	}
	t.next[sender] += len(t.next)
	t.count++
	t.sum += value
}

func (t *tally) check(values int) {
	if t.count != values || t.sum != values*(values-1)/2 {
		panic(fmt.Sprint(t.count, " values arrived and not ", values, "; their sum is ", t.sum))
	}
}
