package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// PageID identifies a page of the help window.
type PageID string

// The pages of the help window.
const (
	TimesOut     PageID = "times out"
	Refused      PageID = "refused"
	CannotAssign PageID = "cannot assign"
	Freezes      PageID = "freezes"
	SameNetwork  PageID = "same network"
	Firewall     PageID = "firewall"
	TwoNetworks  PageID = "two networks"
	Elsewhere    PageID = "elsewhere"
)

// linkLabel returns the label of a button that leads to the page.
func (id PageID) linkLabel() string {
	switch id {
	case SameNetwork:
		return lang.L("Compare addresses")
	case Firewall:
		return lang.L("Look at the firewall")
	case TwoNetworks:
		return lang.L("Two networks at once")
	}
	return lang.L("Friends elsewhere")
}

// page is one page of the help window.
type page struct {
	id      PageID
	title   string // in the list of pages
	content fyne.CanvasObject
	opened  func() // called each time the page is selected; may be nil
	update  func() // called after opened, and about once a second while the page is shown; may be nil
}
