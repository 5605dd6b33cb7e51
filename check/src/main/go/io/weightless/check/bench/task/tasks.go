// One round of Go, in a process of its own: WORK AMOUNT. What TaskProgram is to those of the JVM.
package main

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	turns       = 25_000
	tasks       = 5_000
	treeTasks   = 10_000
	fanOut      = 10
	tasksBefore = 20_000
	timesBefore = 20
)

func main() {
	runtime.GOMAXPROCS(1)
	go awaitParent()
	switch amount := amount(); os.Args[1] {
	case "yield":
		spin(amount, timed(turns, giveWay))
	case "switch":
		spin(amount, timed(turns, takeTurns))
	case "spawn":
		spin(amount, timed(tasks, startAndAwait))
	case "cancel":
		spin(amount, cancelTree)
	case "parked":
		parked(amount)
	case "resident":
		resident(amount)
	default:
		panic(os.Args[1])
	}
}

func giveWay() {
	for i := 0; i < turns; i++ {
		runtime.Gosched()
	}
}

func takeTurns() {
	toFirst, toSecond := make(chan int), make(chan int)
	var ended sync.WaitGroup
	ended.Add(2)
	go func() { play(0, toFirst, toSecond); ended.Done() }()
	go func() { play(1, toSecond, toFirst); ended.Done() }()
	ended.Wait()
}

func play(self int, mine, others chan int) {
	for i := self; i < turns; i += 2 {
		if i > 0 && <-mine != i {
			panic("out of turn")
		}
		if i+1 < turns {
			others <- i + 1
		}
	}
}

func startAndAwait() {
	sum := 0
	for i := 0; i < tasks; i++ {
		i := i
		answer := make(chan int, 1)
		go func() { answer <- i }()
		sum += <-answer
	}
	if sum != tasks*(tasks-1)/2 {
		panic("a result is wrong")
	}
}

func cancelTree() float64 {
	var grown atomic.Int64
	var ended sync.WaitGroup
	root, cancel := context.WithCancel(context.Background())
	ended.Add(1)
	go live(root, 0, &grown, &ended)
	for grown.Load() < treeTasks {
		runtime.Gosched()
	}
	runtime.Gosched()
	start := time.Now()
	cancel()
	ended.Wait()
	return float64(time.Since(start).Nanoseconds()) / treeTasks
}

// One task of the tree: with others below it it has a context of its own, and waits for them.
func live(around context.Context, task int, grown *atomic.Int64, ended *sync.WaitGroup) {
	defer ended.Done()
	grown.Add(1)
	first := fanOut*task + 1
	if first >= treeTasks {
		<-around.Done()
		return
	}
	inside, cancel := context.WithCancel(around)
	defer cancel()
	var below sync.WaitGroup
	for i := first; i < first+fanOut && i < treeTasks; i++ {
		below.Add(1)
		go live(inside, i, grown, &below)
	}
	below.Wait()
}

// Parks tasks at a gate, runs whenParked, and ends them.
func park(count int, whenParked func()) {
	gate := make(chan int)
	var arrived atomic.Int64
	var ended sync.WaitGroup
	ended.Add(count)
	for i := 0; i < count; i++ {
		go func() {
			arrived.Add(1)
			<-gate
			ended.Done()
		}()
	}
	for arrived.Load() < int64(count) {
		runtime.Gosched()
	}
	runtime.Gosched()
	whenParked()
	close(gate)
	ended.Wait()
}

func parked(count int) {
	for i := 0; i < timesBefore; i++ {
		park(tasksBefore, func() {})
	}
	heap, rss := settled()
	park(count, func() {
		heapAfter, rssAfter := settled()
		report("heap", (heapAfter-heap)/float64(count))
		report("resident", (rssAfter-rss)/float64(count))
	})
}

func resident(count int) {
	_, before := settled()
	park(count, func() {
		_, after := settled()
		report("KiB", (after-before)/1024)
	})
}

// What this process holds: in use by its own account, stacks with it, and by the kernel's.
func settled() (heap, rss float64) {
	for i := 0; i < 3; i++ {
		runtime.GC()
	}
	debug.FreeOSMemory()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	_, line, _ := strings.Cut(string(status), "VmRSS:")
	kib, err := strconv.ParseFloat(strings.Fields(line)[0], 64)
	if err != nil {
		panic(err)
	}
	return float64(memory.HeapAlloc + memory.StackInuse), kib * 1024
}
