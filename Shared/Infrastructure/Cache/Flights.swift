import Synchronization

/// What is being made in this process: one flight per key.
final class Flights: Sendable {
    private let inTheAir = Mutex<[PartKey: Flight]>([:])

    /// The flight that is in the air for `key`, or a new one, which the caller sees to the ground.
    func join(_ key: PartKey) -> (flight: Flight, isNew: Bool) {
        inTheAir.withLock { flights in
            if let flight = flights[key] { return (flight, false) }
            let flight = Flight()
            flights[key] = flight
            return (flight, true)
        }
    }

    /// Ends a flight. Whoever asks from now on begins another.
    func land(_ flight: Flight, for key: PartKey, _ outcome: Flight.Outcome) {
        inTheAir.withLock { flights in
            if flights[key] === flight { flights[key] = nil }
        }
        flight.land(outcome)
    }
}
