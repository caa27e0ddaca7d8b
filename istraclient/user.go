package istraclient

import (
	"context"
	"net/http"
)

// UserInfo is the signed-in user (v1/user/Info).
type UserInfo struct {
	Name      string // the person's first and last name
	Company   string // the full name of the enterprise the user belongs to
	Version   string // of the platform
	Build     string // of the platform
	Terminals []Terminal
	CallerID  CallerID
	URI       string // of the user: for GetCallerID and UpdateCallerID
}

// Terminal is one of the user's phones.
type Terminal struct {
	ID    string // for PlaceCall
	Label string
}

// GetUserInfo reads who is signed in, with which phones.
func (c *Client) GetUserInfo(ctx context.Context) (UserInfo, error) {
	var w wireUserInfo
	if err := c.fetch(ctx, request{op: "read user", method: http.MethodGet, uri: userInfoURI}, &w); err != nil {
		return UserInfo{}, err
	}
	return w.public(), nil
}

const userInfoURI = "v1/user/Info"

// wireUserInfo is the user as it travels.
type wireUserInfo struct {
	UserName     label              `json:"userName"`
	IstraVersion label              `json:"istraVersion"`
	IstraBuildID label              `json:"istraBuildID"`
	Ent          many[wireEnt]      `json:"ent"`
	Terminals    many[wireTerminal] `json:"terminals"`
	User         many[wireUser]     `json:"user"`
}

type wireEnt struct {
	FullName label `json:"fullName"`
}

type wireTerminal struct {
	ID    text  `json:"abstractTerminalID"`
	Label label `json:"label"`
}

type wireUser struct {
	RestURI text `json:"restUri"`
	wireCallerID
}

func (w wireUserInfo) public() UserInfo {
	info := UserInfo{
		Name:    string(w.UserName),
		Version: string(w.IstraVersion),
		Build:   string(w.IstraBuildID),
	}
	for _, ent := range w.Ent {
		info.Company = string(ent.FullName)
	}
	for _, t := range w.Terminals {
		info.Terminals = append(info.Terminals, Terminal{ID: string(t.ID), Label: string(t.Label)})
	}
	for _, user := range w.User {
		info.URI, info.CallerID = string(user.RestURI), user.public()
	}
	return info
}
