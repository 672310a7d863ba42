package import SharedHTML

/// A message as a document for programs for mail. They take no style sheets of ours, and many throw away those of a message; so it is a
/// letter in the reader's own fonts, light or dark as theirs is, and its one button a cell of a table, as HTML 4 had it, which all of them
/// show.
package struct MailDocument: Sendable {
    package let words: MailText

    package init(words: MailText) { self.words = words }

    package var body: HTML {
        """
        <!doctype html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>\(words.title)</title>
        </head>
        <body>
        <h1><font face="Georgia, serif">\(words.title)</font></h1>
        \(words.paragraphs.map(paragraph))\
        \(words.button.map(button))\
        \(words.code.map(code))\
        \(words.remarks.map(paragraph))\
        \(words.footer.isEmpty ? nil : footer)\
        </body>
        </html>

        """
    }

    private func paragraph(_ text: String) -> HTML {
        """
        <p><font face="Georgia, serif" size="4">\(text)</font></p>

        """
    }

    /// The address is there to read, too, for who cannot press it, and for who looks where it leads. It may be broken anywhere, or a narrow window
    /// would have to be scrolled for it; `wbr` says so without style sheets, and is not copied.
    private func button(_ button: MailText.Button) -> HTML {
        """
        <table role="presentation" border="0" cellspacing="0" cellpadding="14"><tr><td bgcolor="#98384f">\
        <a href="\(url: button.link)"><font face="Arial, sans-serif" size="4" color="#fffaf6"><b>\(button.label)</b></font></a>\
        </td></tr></table>
        <p><font face="Arial, sans-serif" size="2">Or open this address: <a href="\(url: button.link)">\(breakable(button.link.value))</a></font></p>

        """
    }

    private func breakable(_ address: String) -> HTML {
        var (pieces, rest) = ([HTML](), address[...])
        while !rest.isEmpty {
            pieces.append("\(String(rest.prefix(8)))")
            rest = rest.dropFirst(8)
        }
        return pieces.joined(separator: "<wbr>")
    }

    private func code(_ code: String) -> HTML {
        """
        <p><font face="Courier New, monospace" size="6"><b>\(code)</b></font></p>

        """
    }

    private var footer: HTML {
        """
        <hr size="1" noshade>
        <p><font face="Arial, sans-serif" size="2">\(words.footer.map { "\($0)" as HTML }.joined(separator: "<br>\n"))</font></p>

        """
    }
}
