package import SharedHTML

/// One field of a form: its name, what was typed, and beside it what is wrong.
package struct FormField: Sendable {
    package let name: String
    package let label: String
    package let value: String
    package let hint: String?
    /// A sentence that says what is wrong and what would be right.
    package let problem: String?
    package let input: Input

    package init(_ name: String, label: String, value: String = "", hint: String? = nil, problem: String? = nil, input: Input = .text) {
        self.name = name
        self.label = label
        self.value = value
        self.hint = hint
        self.problem = problem
        self.input = input
    }

    package enum Input: Sendable {
        case text
        /// An address for mail, which a browser may fill in.
        case email
        /// What somebody wants to be called.
        case personName
        /// A name in lower-case letters, digits and underscores.
        case username
        /// A code from a mail, in capitals.
        case code
        /// A whole number between two.
        case count(ClosedRange<Int>)
        /// Several lines.
        case lines
        /// One of several; each what is sent, and its words.
        case choice([(value: String, words: String)])
        /// A day, `2027-03-28`.
        case day
    }

    package var body: HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label>
        \(control)
        \(problem.map { "<p class=\"wrong\" id=\"\(name)-problem\">\($0)</p>" })\(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" })</div>
        """
    }

    private var control: HTML {
        switch input {
        case .text: "<input id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(state)>"
        case .personName:
            "<input autocomplete=\"name\" maxlength=\"200\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\" required\(state)>"
        case .username:
            """
            <input autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" maxlength="30" id="\(name)" name="\(name)" value="\(value)" required\(state)>
            """
        case .code:
            """
            <input class="code" autocomplete="one-time-code" autocapitalize="characters" autocorrect="off" spellcheck="false" maxlength="20" id="\(name)" name="\(name)" value="\(value)" required\(state)>
            """
        case .email:
            "<input type=\"email\" inputmode=\"email\" autocomplete=\"email\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(state)>"
        case .day: "<input type=\"date\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(state)>"
        case .lines: "<textarea id=\"\(name)\" name=\"\(name)\"\(state)>\n\(value)</textarea>"
        case .count(let range):
            """
            <input class="number" type="number" inputmode="numeric" id="\(name)" name="\(name)" value="\(value)" min="\(range.lowerBound)" max="\(range.upperBound)" required\(state)>
            """
        case .choice(let choices): "<select id=\"\(name)\" name=\"\(name)\"\(state)>\(choices.map(option))</select>"
        }
    }

    private func option(_ choice: (value: String, words: String)) -> HTML {
        "<option value=\"\(choice.value)\"\(attribute: "selected", if: choice.value == value)>\(choice.words)</option>"
    }

    private var state: HTML {
        let described: HTML =
            switch (problem, hint) {
            case (nil, nil): ""
            case (.some, nil): " aria-describedby=\"\(name)-problem\""
            case (nil, .some): " aria-describedby=\"\(name)-hint\""
            case (.some, .some): " aria-describedby=\"\(name)-problem \(name)-hint\""
            }
        return problem == nil ? described : "\(described) aria-invalid=\"true\""
    }
}
